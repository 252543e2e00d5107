/** The three scales that a desk begins with. */
import type { Scale } from "../generated/Scale";
import type { Sign } from "../generated/Sign";
import type { Tone } from "../generated/Tone";

export const GLYPHS: Readonly<Record<Sign, string>> = {
  check: "✓",
  cross: "✗",
  arrows: "⇄",
  half: "◐",
  ring: "○",
  mostly_full: "◕",
  mostly_empty: "◔",
  pencil: "✎",
};

type Line = readonly [name: string, number: number, meaning: string, tone: Tone, sign: Sign];

const TEMPLATES: readonly (readonly [key: string, name: string, about: string, lines: readonly Line[]])[] = [
  [
    "four_way",
    "Four-way",
    "Says what the evidence does to the claim.",
    [
      ["Supported", 4, "The evidence bears the claim out.", "supported", "check"],
      ["Conflicting evidence", 3, "Good evidence points both ways.", "conflict", "arrows"],
      ["Not enough evidence", 2, "Neither borne out nor refuted.", "open", "ring"],
      ["Refuted", 1, "The evidence speaks against the claim.", "refuted", "cross"],
    ],
  ],
  [
    "five_step",
    "Five-step truth",
    "Grades how true a claim is, for readers.",
    [
      ["True", 5, "Accurate, with nothing important left out.", "supported", "check"],
      ["Mostly true", 4, "Accurate, but needs something added.", "supported", "mostly_full"],
      ["Half true", 3, "Accurate in part.", "context", "half"],
      ["Mostly false", 2, "A grain of truth, but misleads.", "refuted", "mostly_empty"],
      ["False", 1, "Not accurate.", "refuted", "cross"],
    ],
  ],
  [
    "copy_check",
    "Newsroom copy check",
    "Tells the author of a draft what to do.",
    [
      ["Correct", 5, "Stands as it is.", "supported", "check"],
      ["Correct with change", 4, "Stands once the change is made.", "context", "pencil"],
      ["On author", 3, "Rests on what the author saw or heard.", "open", "half"],
      ["Disputed: attribute", 2, "Contested: say who says so.", "conflict", "arrows"],
      ["Cannot confirm: cut or hedge", 1, "No sufficient source was found.", "open", "ring"],
      ["Wrong", 0, "Not accurate: must be changed.", "refuted", "cross"],
    ],
  ],
];

export function scalesOf(newId: () => string): Scale[] {
  return TEMPLATES.map(([template, name, about, lines]) => ({
    id: newId(),
    name,
    about,
    template,
    retired: false,
    values: lines.map(([valueName, number, meaning, tone, sign]) => ({
      id: newId(),
      name: valueName,
      number,
      meaning,
      tone,
      sign,
    })),
  }));
}
