/** The thread on which a protocol is set: long tables take seconds, and ballots must not wait for paper. */
import { parentPort, workerData } from 'node:worker_threads';
import { setProtocol } from './document.ts';
import type { SettingTask } from './set-apart.ts';

const { protocol, language } = workerData as SettingTask;
parentPort!.postMessage(await setProtocol(protocol, language));
