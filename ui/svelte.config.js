// Runes everywhere. Styles go to files of their own: a <style> made at run time would be refused by the policy.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    css: "external",
  },
};
