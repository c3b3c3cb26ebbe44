// Every property test draws from the number of this run (see vitest.config.ts), unless it names one of its own.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED']) });
