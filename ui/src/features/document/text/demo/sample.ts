// Sample texts with blocks and claims. A claim is written as the words it
// covers; the builder finds them and counts code points.
import { randomFrom } from "../../../../anchor/random";
import type { Block, BlockKind, Cell, Mark, MarkStyle, TextMark, Tone } from "../types";

export interface Sample {
  readonly text: string;
  readonly blocks: Block[];
  readonly marks: TextMark[];
  readonly byline: string;
}

export type Part = { readonly level?: number; readonly ordinal?: number; readonly rtl?: boolean } & {
  readonly kind: BlockKind;
  readonly words: string | readonly (readonly string[])[];
  readonly looks?: readonly (readonly [MarkStyle, string, string?])[];
};

export type Claim = readonly [words: string, tone: Tone];

const STANDS: Readonly<Record<Tone, string>> = {
  supported: "Supported",
  refuted: "Refuted",
  context: "Needs context",
  conflict: "Disputed",
  open: "Open",
  not_checked: "Not checked",
};

const count = (words: string): number => [...words].length;

/** Puts a text together as the core does: blocks parted by an empty line, cells by tabs, rows by line feeds. */
export function compose(parts: readonly Part[], claims: readonly Claim[], byline = ""): Sample {
  let text = "";
  let at = 0;
  const blocks: Block[] = [];
  for (const { words, looks, ...rest } of parts) {
    if (text !== "") text += "\n\n";
    if (text !== "") at += 2;
    const rows = typeof words === "string" ? null : words;
    const written = rows === null ? String(words) : rows.map((row) => row.join("\t")).join("\n");
    const block: Block = { level: 0, ...rest, start: at, end: at + count(written) };
    if (rows) block.cells = cellsOf(rows, at);
    if (looks) block.marks = looks.map((look) => markOf(look, written, at));
    blocks.push(block);
    text += written;
    at += count(written);
  }
  return { text, blocks, marks: claims.map((claim, slot) => passageOf(claim, text, slot)), byline };
}

function cellsOf(rows: readonly (readonly string[])[], start: number): Cell[] {
  let at = start;
  return rows.flatMap((row, rowAt) =>
    row.map((words, column) => {
      const cell: Cell = { row: rowAt, column, start: at, end: at + count(words) };
      if (rowAt === 0) cell.header = true;
      at = cell.end + 1;
      return cell;
    }),
  );
}

function markOf(
  [style, words, href]: readonly [MarkStyle, string, string?],
  written: string,
  at: number,
): Mark {
  const start = at + count(written.slice(0, written.indexOf(words)));
  const mark: Mark = { style, start, end: start + count(words) };
  return href === undefined ? mark : { ...mark, href };
}

function passageOf([words, tone]: Claim, text: string, slot: number): TextMark {
  const found = text.indexOf(words);
  if (found < 0) throw new Error(`The sample has no "${words}".`);
  const start = count(text.slice(0, found));
  const number = slot + 1;
  const label = `Claim ${number}, ${STANDS[tone]}`;
  return {
    passage: `p${number}`,
    claim: `c${number}`,
    number,
    start,
    end: start + count(words),
    tone,
    label,
  };
}

export function sampleOf(name: string): Sample {
  if (name === "long") return long(200_000, 5_000);
  if (name === "scripts") return scripts();
  if (name === "crowded") return crowded();
  if (name === "wall") return wall();
  return desk();
}

function desk(): Sample {
  return compose(
    [
      { kind: "title", words: "Paris talks: what was said, and what was left out" },
      {
        kind: "paragraph",
        words:
          "The French and Russian foreign ministers met in Paris on 6 July 2017 and spoke mostly of the fight against armed groups in Syria. The harder subject, chemical weapons, stayed in the background.",
      },
      {
        kind: "paragraph",
        words:
          "Paris hopes that Moscow will help to enforce the 2013 Security Council resolution under which Syria gave up its chemical arsenal.",
        looks: [["link", "Security Council resolution", "https://undocs.org/S/RES/2118(2013)"]],
      },
      {
        kind: "paragraph",
        words:
          "A week before, the OPCW's fact-finding mission had concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance. Moscow answered that the report rested on doubtful evidence; French services had already laid the attack to government forces, which Damascus denies.",
        looks: [["emphasis", "doubtful"]],
      },
      {
        kind: "paragraph",
        words:
          "The minister took no questions after the statement. Meanwhile hundreds of thousands of people remain besieged, and the war has driven about half of the country's people from their homes.",
      },
    ],
    [
      ["The French and Russian foreign ministers met in Paris on 6 July 2017", "supported"],
      ["the 2013 Security Council resolution under which Syria gave up its chemical arsenal", "supported"],
      [
        "the OPCW's fact-finding mission had concluded that people in Khan Shaykhun were exposed to sarin or a sarin-like substance",
        "conflict",
      ],
      ["Moscow answered that the report rested on doubtful evidence", "supported"],
      ["French services had already laid the attack to government forces", "context"],
      ["The minister took no questions after the statement", "open"],
      ["hundreds of thousands of people remain besieged", "open"],
    ],
    "Draft 3, received 10:42 · 612 words",
  );
}

function scripts(): Sample {
  return compose(
    [
      { kind: "title", words: "Що сказали, что сказали, وما قيل" },
      { kind: "heading", level: 1, words: "По-русски" },
      {
        kind: "paragraph",
        words:
          "Министры встретились в Париже 6 июля 2017 года и говорили в основном о борьбе с вооружёнными группами. Дамаск отрицает, что его войска причастны к нападению.",
        looks: [["strong", "6 июля 2017 года"]],
      },
      { kind: "heading", level: 2, rtl: true, words: "بالعربية" },
      {
        kind: "paragraph",
        rtl: true,
        words:
          "التقى وزيرا خارجية فرنسا وروسيا في باريس في 6 يوليو 2017، وتحدثا عن OPCW وتقريرها (S/1510/2017). وقالت موسكو إن التقرير يستند إلى أدلة مشكوك فيها، بينما تنفي دمشق ذلك نفياً قاطعاً.",
      },
      {
        kind: "paragraph",
        words:
          "Emoji stay whole: 👨‍👩‍👧‍👦 families, 🇫🇷🇷🇺 flags, 👍🏽 skin tones; so do e\u0301 and n\u0303 with combining marks, and हिन्दी क्षेत्र.",
      },
      {
        kind: "paragraph",
        words: "法国和俄罗斯外长于2017年7月6日在巴黎会晤。化学武器问题被搁置一旁。これは日本語の文です。",
      },
      { kind: "quote", words: "The report rests on doubtful evidence." },
      { kind: "list_item", level: 0, ordinal: 1, words: "First, the samples were sealed on the spot." },
      { kind: "list_item", level: 0, ordinal: 2, words: "Second, two laboratories worked on them:" },
      { kind: "list_item", level: 1, words: "one in The Hague," },
      { kind: "list_item", level: 2, words: "with its own archive" },
      { kind: "list_item", level: 0, rtl: true, ordinal: 3, words: "ثالثاً، لم تُنشر النتائج كاملة." },
      {
        kind: "table",
        words: [
          ["Place", "Date", "People exposed"],
          ["Khan Shaykhun", "4 April 2017", "about 300"],
          ["Ltamenah", "30 March 2017", ""],
        ],
      },
      { kind: "caption", words: "Table 1. As reported by the mission; the last figure is missing." },
      {
        kind: "code",
        words:
          'if (claim.isOpen) {\n\tcheck("x² + H₂O"); // twice\n}\nprint("A line of code that is far longer than the measure of this column allows, and so it must wrap somewhere")',
      },
      {
        kind: "footnote",
        words: "1 See the note on method, x2 and H2O, and the struck words.",
        looks: [
          ["superscript", "1"],
          ["emphasis", "note on method"],
          ["strike", "struck words"],
          ["link", "See", "https://example.org/method"],
        ],
      },
    ],
    [
      ["Министры встретились в Париже 6 июля 2017 года", "supported"],
      ["6 июля 2017 года и говорили в основном о борьбе", "refuted"],
      ["وقالت موسكو إن التقرير يستند إلى أدلة مشكوك فيها، بينما تنفي دمشق ذلك", "conflict"],
      ["أدلة مشكوك فيها", "context"],
      ["في باريس في 6 يوليو 2017", "open"],
      ["👨‍👩‍👧‍👦 families, 🇫🇷🇷🇺 flags", "not_checked"],
      ["about 300", "refuted"],
      ["2017年7月6日在巴黎会晤", "supported"],
      ["two laboratories worked on them", "context"],
      ["2017", "open"],
    ],
    "Draft 1 · six scripts",
  );
}

function crowded(): Sample {
  const words =
    "The mission concluded in its report that people in Khan Shaykhun were exposed to sarin or a sarin-like substance on 4 April 2017, and that about three hundred of them were treated in hospitals of the region, most of them within hours, while the ministry in Damascus denied that any such attack had taken place at all.";
  return compose(
    [
      { kind: "title", words: "One sentence, ten claims" },
      { kind: "paragraph", words },
      {
        kind: "paragraph",
        words: "A calm paragraph follows, with one claim in it, to compare the distance of the lines with.",
      },
    ],
    [
      [words.slice(0, words.length - 1), "not_checked"],
      ["people in Khan Shaykhun were exposed to sarin or a sarin-like substance on 4 April 2017", "conflict"],
      ["Khan Shaykhun", "supported"],
      ["exposed to sarin or a sarin-like substance", "refuted"],
      ["sarin-like substance on 4 April 2017, and that about three hundred of them were treated", "context"],
      ["4 April 2017", "supported"],
      ["about three hundred of them", "open"],
      ["treated in hospitals of the region, most of them within hours", "open"],
      ["of the region, most of them within hours, while the ministry in Damascus denied", "context"],
      ["denied that any such attack had taken place at all", "refuted"],
      ["one claim in it", "supported"],
    ],
    "Draft 1 · eleven claims",
  );
}

/** One paragraph without a break, far longer than anything a person writes. */
function wall(): Sample {
  const words = Array.from({ length: 30_000 }, (_, at) => (at % 23 === 22 ? "end." : `word${at % 97}`)).join(
    " ",
  );
  return compose([{ kind: "paragraph", words }], [["word5 word6", "supported"]]);
}

const SYLLABLES = [
  "na",
  "ri",
  "to",
  "sel",
  "mo",
  "ka",
  "ven",
  "du",
  "li",
  "par",
  "os",
  "ten",
  "wa",
  "be",
  "gra",
];
const TONES: readonly Tone[] = ["supported", "refuted", "context", "conflict", "open", "not_checked"];

/** A text of so many words with so many claims, some of them overlapping; always the same. */
export function long(wordCount: number, markCount: number): Sample {
  const random = randomFrom(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const word = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join("");
  const parts: Part[] = [{ kind: "title", words: "A very long report" }];
  for (let left = wordCount; left > 0;) {
    const size = Math.min(left, 30 + Math.floor(random() * 120));
    const words = Array.from({ length: size }, (_, at) => (at % 14 === 13 ? `${word()}.` : word())).join(" ");
    parts.push(
      random() < 0.08
        ? { kind: "heading", level: 1, words: words.slice(0, 40) }
        : { kind: "paragraph", words },
    );
    left -= size;
  }
  // One letter outside the BMP puts every offset behind it to the test.
  parts.splice(2, 0, { kind: "paragraph", words: "An emoji 🙂 before all the rest." });
  const { text, blocks } = compose(parts, []);
  const homes = blocks.filter((block) => block.end - block.start > 120);
  const marks = Array.from({ length: markCount }, (_, slot): TextMark => {
    const home = homes[Math.floor((slot / markCount) * homes.length)] ?? blocks[0];
    const from = home?.start ?? 0;
    const start = from + Math.floor(random() * ((home?.end ?? 0) - from - 90));
    const number = slot + 1;
    const tone = pick(TONES);
    const label = `Claim ${number}, ${STANDS[tone]}`;
    return {
      passage: `p${number}`,
      claim: `c${number}`,
      number,
      start,
      end: start + 20 + Math.floor(random() * 60),
      tone,
      label,
    };
  });
  return { text, blocks, marks, byline: "Draft 1 · 200,000 words" };
}
