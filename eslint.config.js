import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import svelteParser from 'svelte-eslint-parser';
import tseslint from 'typescript-eslint';

const parserOptions = {
	project: ['./tsconfig.json', './client/tsconfig.json'],
	tsconfigRootDir: import.meta.dirname,
	extraFileExtensions: ['.svelte'],
};

export default tseslint.config(
	{
		ignores: [
			'node_modules/',
			'build/',
			'coverage/',
			'**/.svelte-kit/',
			'.peers/',
			'test/vectors/',
			'test/fixtures/',
			'demo/',
			'data/',
			'**/*.as.ts',
		],
	},
	js.configs.recommended,
	...svelte.configs.recommended,
	{
		files: ['**/*.ts', '**/*.svelte', '**/*.svelte.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions },
		rules: {
			eqeqeq: 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'no-console': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
		},
	},
	{
		files: ['client/**/*.svelte', 'client/**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parser: svelteParser,
			parserOptions: { ...parserOptions, parser: tseslint.parser },
		},
		rules: {
			// Pages are reached by plain paths: the platform has its own origin.
			'svelte/no-navigation-without-resolve': 'off',
			// Props are read once where a page is made anew for another value.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$bindable'] }],
		},
	},
);
