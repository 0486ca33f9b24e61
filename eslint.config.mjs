import next from "@next/eslint-plugin-next";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      ".next",
      "dist",
      "data",
      ".tmp",
      "lib/db/generated",
      "next-env.d.ts",
      "test-results",
      "playwright-report",
    ],
  },
  next.configs["core-web-vitals"],
  reactHooks.configs.flat["recommended-latest"],
  ...tseslint.configs.recommended,
  // Pictures are sized when they are stored; the framework's optimiser, which the rule wants, is off.
  { rules: { "@next/next/no-img-element": "off" } },
  {
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Configuration is read in lib/env." },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": ["error", { allow: ["error"] }],
      // Pictures are people's own: the server stores them in the size they are shown in.
      "@next/next/no-img-element": "off",
    },
  },
  {
    files: [
      "lib/env/**",
      "instrumentation.ts",
      "scripts/**",
      "tests/**",
      "prisma.config.ts",
      "*.config.*",
      "lib/simulator/**",
    ],
    rules: { "no-restricted-properties": "off", "no-console": "off" },
  },
  // Nothing there is a component: "use…" is a plain word.
  { files: ["tests/**", "lib/**"], rules: { "react-hooks/rules-of-hooks": "off" } },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
