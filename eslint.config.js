// What the compiler does not find: above all promises that nobody awaits, because a rejection that
// nobody handles is an error that nobody sees.
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["target/", "www/build/", "www/dist/", "tests/output/", "tests/pages/", "examples/"]),
  {
    files: ["www/src/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: "www/tsconfig.json" } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // The browser's own methods are taken from their prototypes to be wrapped.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: ["www/src/bridge/**/*.ts"],
    rules: {
      // Numbers from messages are compared with what the protocol calls them.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-duplicate-enum-values": "off",
    },
  },
  {
    files: ["tests/harness/**/*.mjs"],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { project: "tests/harness/tsconfig.json" } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
    },
  },
  {
    files: ["xtask/scripts/**/*.mjs", "tests/bench/**/*.mjs", "*.js"],
    extends: [tseslint.configs.recommended],
  },
);
