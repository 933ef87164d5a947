import type { Language } from '../crypto/sentences.ts';
import type { PageServices } from '../server/api/contract.ts';
import type { Theme } from './preferences.ts';

declare global {
	namespace App {
		interface Locals {
			page: PageServices;
			language: Language;
			theme: Theme;
		}
	}
}
