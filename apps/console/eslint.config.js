import js from '@eslint/js'
import accessibility from 'eslint-plugin-jsx-a11y'
import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import typescript from 'typescript-eslint'

export default typescript.config(
  { ignores: ['dist', 'node_modules'] },
  js.configs.recommended,
  ...typescript.configs.strict,
  accessibility.flatConfigs.recommended,
  hooks.configs.flat['recommended-latest'],
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'all fetching lives in src/api; use the client' }],
    },
  },
  { files: ['src/**/*Page.tsx'], rules: { 'max-lines': ['error', { max: 150 }] } },
  // The words are one long page per language on purpose.
  { files: ['src/words/*.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/api/Client.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: ['*.mjs', 'dev/*.mjs', '*.js', 'vite.config.ts'], languageOptions: { globals: globals.node } },
)
