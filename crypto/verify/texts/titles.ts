import type { CheckId } from '../checks.ts';
import type { Sentences } from '../../sentences.ts';

/** What each check makes sure of. */
export const CHECK_TITLES: Readonly<Record<CheckId, Sentences>> = {
	E1: { uk: 'Архів цілий, події йдуть за порядком', en: 'The archive is whole and in order' },
	E2: { uk: 'Визначення голосування', en: 'The definition of the election' },
	E3: { uk: 'Ключі комісії', en: 'The keys of the commission' },
	E4: { uk: 'Список ключів виборців', en: 'The list of voters’ keys' },
	E5: { uk: 'Кожен бюлетень: підпис і докази', en: 'Every ballot: signature and proofs' },
	E6: {
		uk: 'Кожен бюлетень від свого виборця, рахується останній',
		en: 'Every ballot belongs to a voter, the last one counts',
	},
	E7: { uk: 'Зашифрована сума бюлетенів', en: 'The encrypted sum of the ballots' },
	E8: { uk: 'Перемішування', en: 'The shuffles' },
	E9: { uk: 'Часткові розшифрування', en: 'The partial decryptions' },
	E10: { uk: 'Розшифрування разом', en: 'The decryptions together' },
	E11: { uk: 'Числа результату', en: 'The numbers of the result' },
	E12: {
		uk: 'Розшифрування прив’язане до бюлетенів',
		en: 'The decryption is bound to the ballots',
	},
	E13: {
		uk: 'Хто перемішував і розшифровував, той підписав',
		en: 'Those who shuffled and decrypted have signed it',
	},
	P1: { uk: 'Умови опитування', en: 'The terms of the poll' },
	P2: {
		uk: 'Кожна відповідь: від іншої людини, вчасно, без змін',
		en: 'Every answer: another person’s, in time, unchanged',
	},
	P3: { uk: 'Підсумок опитування', en: 'The outcome of the poll' },
	S1: { uk: 'Умови збору підписів', en: 'The terms of the signatures' },
	S2: {
		uk: 'Кожен підпис: від іншої людини, вчасно, без змін',
		en: 'Every signature: another person’s, in time, unchanged',
	},
	S3: { uk: 'Чи зібрано підписи', en: 'Whether enough have signed' },
	R1: { uk: 'Опублікований запис повний', en: 'The published record is complete' },
	R2: { uk: 'Умови голосування', en: 'The manifest of the vote' },
	R3: { uk: 'Комісія підписала свої ключі', en: 'The commission signed its parameters' },
	R4: { uk: 'Підписи реєстрів і свідків', en: 'Signatures of registers and witnesses' },
	R5: { uk: 'Кожен запис реєстрів', en: 'Every entry of the registers' },
	R6: { uk: 'Порядок громадського реєстру', en: 'The order of the civic register' },
	R7: { uk: 'Порядок реєстру бюлетенів', en: 'The order of the ballot register' },
	R8: { uk: 'Бюлетені реєстру й архіву ті самі', en: 'Register and archive have the same ballots' },
	R9: { uk: 'Розкриті зобов’язання', en: 'The openings of commitments' },
	R10: {
		uk: 'До закриття нічого не розшифровано; підсумок у реєстрі',
		en: 'Nothing was decrypted before the close; the tally is in the register',
	},
	R11: { uk: 'Реєстри не переписано', en: 'The registers were not rewritten' },
	R12: { uk: 'Паперові бюлетені', en: 'The paper ballots' },
	T1: { uk: 'Докази жетонів', en: 'The proof of the tokens' },
	T2: {
		uk: 'Одна людина — один жетон або паперовий бюлетень',
		en: 'One person, one token or paper ballot',
	},
	C1: { uk: 'Перелік голосів і переможців', en: 'The count and the winners' },
	D1: { uk: 'Архів продовжує ранішу копію', en: 'The archive continues the earlier copy' },
	D2: { uk: 'Реєстри продовжують ранішу копію', en: 'The registers continue the earlier copy' },
	D3: { uk: 'Умови голосування не змінилися', en: 'The manifest has not changed' },
	C2: { uk: 'Підписи комісії під результатом', en: 'The commission’s signatures on the result' },
};
