/** Builds the window on its pretended bridge, and serves it under the policy that the real window has. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build } from "vite";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'";
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".png": "image/png",
};
const here = fileURLToPath(new URL(".", import.meta.url));

export type Served = { origin: string; stop: () => void };

export async function serveDesk(): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), "claimdesk-desk-"));
  await build({
    root: here,
    configFile: false,
    logLevel: "error",
    plugins: [svelte({ configFile: join(here, "../../svelte.config.js") })],
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      target: "safari18",
      modulePreload: false,
    },
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://desk").pathname;
    const file = join(folder, path === "/" ? "index.html" : path);
    if (!existsSync(file)) return response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
    });
    return response.end(readFileSync(file));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
