/** Builds the dossier's stage, and serves it under the policy that the real window has. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, preview } from "vite";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";
const root = fileURLToPath(new URL(".", import.meta.url));

export type Served = { origin: string; stop: () => Promise<void> };

export async function serveDossier(): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), "claimdesk-dossier-"));
  const shared = { root, configFile: false as const, logLevel: "error" as const };
  await build({
    ...shared,
    plugins: [svelte({ configFile: join(root, "../../svelte.config.js") })],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "safari18", modulePreload: false },
  });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": POLICY } },
  });
  return {
    origin: server.resolvedUrls?.local[0] ?? "",
    stop: async () => {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
