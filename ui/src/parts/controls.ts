/**
 * Finds the invisible characters that change the direction of text. They are taken out
 * of what is drawn and named instead, because an override can turn a file name or a
 * quotation round ("Trojan source").
 */
import { m } from "../i18n";

export type Piece =
  { text: string; control?: undefined } | { text?: undefined; control: string; name: string; code: string };

const CONTROLS: Record<string, [short: string, name: () => string]> = {
  "\u202A": ["LRE", () => m.control_lre()],
  "\u202B": ["RLE", () => m.control_rle()],
  "\u202C": ["PDF", () => m.control_pdf()],
  "\u202D": ["LRO", () => m.control_lro()],
  "\u202E": ["RLO", () => m.control_rlo()],
  "\u2066": ["LRI", () => m.control_lri()],
  "\u2067": ["RLI", () => m.control_rli()],
  "\u2068": ["FSI", () => m.control_fsi()],
  "\u2069": ["PDI", () => m.control_pdi()],
  "\u200E": ["LRM", () => m.control_lrm()],
  "\u200F": ["RLM", () => m.control_rlm()],
  "\u061C": ["ALM", () => m.control_alm()],
};
const PATTERN = /([\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C])/u;

/** Cuts a text into plain pieces and the controls between them. */
export function withoutControls(text: string): Piece[] {
  return text
    .split(PATTERN)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const control = CONTROLS[piece];
      if (control === undefined) return { text: piece };
      const code = `U+${(piece.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
      return { control: control[0], name: control[1](), code };
    });
}
