/**
 * How the window's code is built and tested. The built page must run under
 * `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'`,
 * so nothing is ever inlined: neither scripts, nor styles, nor assets as data: addresses.
 */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // WebKitGTK 2.50 is Safari 26; 18 leaves `light-dark()` and nesting as they are written.
    target: "safari18",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts", "tests/**/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    restoreMocks: true,
    maxWorkers: 2,
    css: false,
  },
});
