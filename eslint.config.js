// The house rules that a machine can hold: which way imports may point, who may read the environment or the time,
// and what would let a photo's metadata or a loose style out. A later block replaces a rule of an earlier one for
// the same file, so every block below states its whole list.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** One forbidden direction: import addresses that match, and what to do instead. */
const forbid = (regex, message) => ({ regex, message });
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

const ADAPTERS = forbid('^#app/adapters/|/adapters/', 'Adapters meet ports only in app/compose-*.server.ts.');
const DATABASE = forbid('^#db/|(^|/)db/', 'Only the domain reads and writes tables: call a use case.');
const WORKERS = forbid('^#workers/', 'Work is queued through the port, never called from here.');
const SCREENS = forbid(
  '^#app/(routes|components|presenters|http)/',
  'Screens depend on this side, never the other way round.',
);
const OUTSIDE = forbid(
  '^(sharp|onnxruntime-node|bull|ioredis|twitter-api-v2|@atproto/.*|pg|@electric-sql/pglite|express|@remix-run/.*)(/|$)',
  'The domain reaches the outside world through domain/ports.',
);
const SERVER_ONLY = forbid(
  '^(sharp|onnxruntime-node|bull|ioredis|twitter-api-v2|@atproto/.*|pg|@electric-sql/pglite|express)(/|$)',
  'The web side neither posts, nor decodes photos, nor opens connections.',
);
const APP = forbid(
  '^#(app|workers)/',
  'The practice platform is an outside thing: it knows nothing of ours.',
);

const ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only app/env.server.ts reads the environment.',
};
/** Calls of the image library that carry over the place, the phone, the owner, or the small uncropped copy within. */
const KEEPING =
  '/^(with(Metadata|Density|Exif|ExifMerge|Xmp|GainMap)|keep(Metadata|Exif|IccProfile|Xmp|GainMap|Orientation))$/';
const METADATA = {
  selector: `MemberExpression:matches([computed=false][property.name=${KEEPING}], [property.value=${KEEPING}])`,
  message: 'This writes metadata into a photo: where it was taken, and with what (R-69).',
};
const TIME = [
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'The domain asks its clock.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The domain asks its clock.',
  },
];
const LOOSE_STYLE = [
  {
    selector: 'JSXAttribute[name.name="style"]',
    message: 'The content security policy drops style attributes.',
  },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Give React the words, not HTML.',
  },
];
const syntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', 'data/', 'coverage/', 'db/migrations/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      ...syntax(ENVIRONMENT, METADATA),
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      ...syntax(ENVIRONMENT, METADATA, ...LOOSE_STYLE),
    },
  },
  {
    files: ['app/domain/**'],
    rules: { ...imports(ADAPTERS, SCREENS, WORKERS, OUTSIDE), ...syntax(ENVIRONMENT, METADATA, ...TIME) },
  },
  { files: ['app/adapters/**'], rules: imports(SCREENS) },
  {
    files: ['app/components/**', 'app/presenters/**'],
    rules: imports(ADAPTERS, DATABASE, WORKERS, SERVER_ONLY),
  },
  { files: ['app/routes/**', 'app/http/**'], rules: imports(ADAPTERS, DATABASE, WORKERS, SERVER_ONLY) },
  { files: ['workers/**'], rules: imports(SCREENS) },
  { files: ['db/**'], rules: imports(ADAPTERS, SCREENS, WORKERS) },
  { files: ['sandbox/**'], rules: imports(APP) },
  {
    // Photos with metadata are made here on purpose, to prove that none comes out at the other end.
    files: ['tests/**', 'bench/**', 'scripts/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['app/env.server.ts', 'cli/**', '**/*.config.{js,ts}'],
    rules: syntax(METADATA),
  },
);
