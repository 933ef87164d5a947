import { serveTasks } from '../crew.ts';
import { TASKS } from './tasks.ts';

serveTasks(TASKS);
