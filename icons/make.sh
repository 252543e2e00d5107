#!/usr/bin/env bash
# Draws every icon file from the two SVG sources. The results are committed, so this
# runs only after a source changed. Needs rsvg-convert (librsvg2-bin) and ImageMagick.
set -euo pipefail
cd "$(dirname "$0")"

for tool in rsvg-convert convert node; do
  command -v "$tool" >/dev/null || { echo "icons/make.sh needs $tool (packages librsvg2-bin, imagemagick, nodejs)." >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Up to 32 pixels the simplified drawing is clearer; above, the full one.
for size in 16 32; do rsvg-convert -w $size -h $size claimdesk-small.svg -o "$work/$size.png"; done
for size in 48 64 128 256 512 1024; do rsvg-convert -w $size -h $size claimdesk.svg -o "$work/$size.png"; done
# Tauri wants 8-bit RGBA; dates inside the files would make every run differ.
for size in 16 32 48 64 128 256 512 1024; do
  convert "$work/$size.png" -strip -define png:exclude-chunks=date,time "PNG32:$work/$size.rgba.png"
done

for size in 16 32 48 64 128; do cp "$work/$size.rgba.png" "${size}x${size}.png"; done
cp "$work/256.rgba.png" 128x128@2x.png
cp "$work/512.rgba.png" icon.png
convert "$work"/{16,32,48,64,128,256}.rgba.png icon.ico

# An .icns file is a header and a row of (type, length, PNG).
node - "$work" icon.icns <<'JS'
const { readFileSync, writeFileSync } = require("node:fs");
const [work, out] = process.argv.slice(2);
const types = { icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
const word = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const parts = Object.entries(types).flatMap(([type, size]) => {
  const png = readFileSync(`${work}/${size}.rgba.png`);
  return [Buffer.from(type, "latin1"), word(png.length + 8), png];
});
const body = Buffer.concat(parts);
writeFileSync(out, Buffer.concat([Buffer.from("icns", "latin1"), word(body.length + 8), body]));
JS
echo "Icons drawn."
