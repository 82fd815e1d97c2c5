import next from "eslint-config-next";
import nextTypescript from "eslint-config-next/typescript";

const config = [
  ...next,
  ...nextTypescript,
  { ignores: [".next/", ".data/", "next-env.d.ts", "e2e/.pictures/", "e2e/.results/"] },
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      eqeqeq: "error",
    },
  },
  {
    // One place reads the environment, so that a setting has one name and one check.
    files: ["app/**", "components/**", "lib/**"],
    ignores: ["lib/kernel/env.ts", "**/*.test.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read settings from lib/kernel/env.ts." },
      ],
    },
  },
];

export default config;
