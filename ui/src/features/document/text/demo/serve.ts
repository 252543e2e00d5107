// Builds the demo page and serves it under the policy that the real window has.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, preview } from "vite";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'";

export interface Served {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export async function serveDemo(): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), "claimdesk-text-"));
  const shared = {
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false as const,
    logLevel: "error" as const,
    build: {
      outDir,
      emptyOutDir: true,
      target: "safari18",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
  await build({ ...shared, mode: "production", plugins: [svelte({ compilerOptions: { css: "external" } })] });
  const server = await preview({
    ...shared,
    preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": POLICY } },
  });
  return {
    address: server.resolvedUrls?.local[0] ?? "",
    stop: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
