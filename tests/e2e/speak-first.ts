import { chooseLanguage } from '../../electron/language.ts';

/** Imported before everything that makes texts, by rooms that show papers in a language. */
chooseLanguage(process.env['CONCLAVE_TEST_LANGUAGE'] ?? 'en', process.env['CONCLAVE_APP_FOLDER'] ?? '');
