// The walls of the window's code (docs/architecture.md): who may import whom.
//   views → features → parts, state      state → api      only api names Tauri
// and no feature knows another one.
import { existsSync, readdirSync } from "node:fs";
import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const TAURI = { regex: "^@tauri-apps/", message: "Only src/api names Tauri." };
const NOT = (folder, message) => ({
  regex: `^\\.\\.?/(.*/)?${folder}(/|$)`,
  // A folder is not a type of the same name.
  caseSensitive: true,
  message,
});
const API = {
  regex: "^\\.\\.?/(.*/)?api/(?!generated/)",
  message: "Ask through src/state; only its generated types may be named here.",
};

/** One wall: files of a folder, and what they may not import. ESLint replaces rules, so each wall is complete. */
const wall = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});

const featuresFolder = new URL("./src/features/", import.meta.url);
const features = existsSync(featuresFolder)
  ? readdirSync(featuresFolder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  : [];

const views = NOT("views", "Nothing below views imports views.");
const feature = NOT("features", "Parts, state, api and anchor know no feature.");

export default ts.config(
  { ignores: ["dist", "node_modules", "project.inlang", "src/i18n/generated", "src/api/generated"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "no-console": "error",
      eqeqeq: "error",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "max-lines": ["error", { max: 500 }],
    },
  },
  {
    files: ["**/*.svelte"],
    rules: {
      "svelte/no-at-html-tags": "error",
      // The policy blocks style attributes in markup; `style:` directives go through the CSSOM and pass.
      "no-restricted-syntax": [
        "error",
        { selector: 'SvelteAttribute[key.name="style"]', message: "Write `style:name={..}` or a class." },
      ],
      "svelte/button-has-type": "error",
      "max-lines": ["error", { max: 300 }],
      // Svelte's `let { a, b = $bindable() } = $props()` needs `let`; the plugin's own rule knows it.
      "prefer-const": "off",
      "svelte/prefer-const": "error",
      "no-undef": "off",
    },
  },
  { files: ["**/*.ts"], rules: { "no-undef": "off" } },
  { files: ["scripts/**", "tests/**"], rules: { "no-console": "off" } },

  wall(["src/*.{ts,svelte}"], TAURI),
  wall(["src/views/**"], TAURI, API),
  wall(["src/features/**"], TAURI, API, views),
  ...features.map((name) =>
    wall([`src/features/${name}/**`], TAURI, API, views, {
      regex: `^(\\.\\./)+(features/)?(${features.filter((other) => other !== name).join("|") || "(?!)"})/`,
      message: "A feature does not import another feature: lift what they share to parts or state.",
    }),
  ),
  wall(
    ["src/parts/**"],
    TAURI,
    views,
    feature,
    NOT("(state|api|anchor|keys)", "Parts know nothing of claims: give them props and callbacks."),
  ),
  wall(
    ["src/i18n/**", "src/anchor/**"],
    TAURI,
    views,
    feature,
    NOT("(state|api|parts)", "i18n and anchor are pure."),
  ),
  wall(["src/state/**"], TAURI, views, feature, NOT("anchor", "State does not read the screen.")),
  wall(["src/api/**"], views, feature, NOT("(state|parts|anchor)", "api only carries calls.")),
);
