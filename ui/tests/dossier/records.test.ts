/** The small pure things that the dossier's forms rest on. */
import { describe, expect, test } from "vitest";
import type { Contact } from "../../src/api/generated/Contact";
import type { EvidenceRow } from "../../src/api/generated/EvidenceRow";
import { moveCommand } from "../../src/features/claim/evidence/record";
import { changedFields, codePoints, listOf, newId } from "../../src/features/claim/fields";
import { countOf, isOverdue, standingOf } from "../../src/state/contacts";
import { nameLine, namesOf } from "../../src/features/claim/sources/record";

const rows = (...positions: number[]): EvidenceRow[] =>
  positions.map((position, index) => ({ evidence: { id: `e${index}`, position } })) as EvidenceRow[];

describe("moving evidence", () => {
  test("swaps two places as one step", () => {
    expect(moveCommand(rows(1, 2, 5), 2, -1)).toEqual({
      do: "together",
      title: "Moved evidence up",
      commands: [
        { do: "edit_evidence", evidence: "e2", set: { position: 2 } },
        { do: "edit_evidence", evidence: "e1", set: { position: 5 } },
      ],
    });
  });
  test("counts anew where two stand in one place", () => {
    expect(moveCommand(rows(1, 1, 1), 0, 1)).toMatchObject({
      commands: [
        { evidence: "e0", set: { position: 2 } },
        { evidence: "e2", set: { position: 3 } },
      ],
    });
  });
  test("goes nowhere beyond the ends", () => {
    expect(moveCommand(rows(1, 2), 0, -1)).toBeNull();
    expect(moveCommand(rows(1, 2), 1, 1)).toBeNull();
  });
});

test("names are read a line each, in any script", () => {
  const names = namesOf("Durand, Chloé\nOPCW; Лавров, Сергей\n وزارة الخارجية \nAda,");
  expect(names).toEqual([
    { family: "Durand", given: "Chloé", literal: "" },
    { family: "", given: "", literal: "OPCW" },
    { family: "Лавров", given: "Сергей", literal: "" },
    { family: "", given: "", literal: "وزارة الخارجية" },
    { family: "", given: "", literal: "Ada" },
  ]);
  expect(namesOf(names.map(nameLine).join("\n"))).toEqual(names);
});

test("ids are UUIDs of version 7, in the order of time", () => {
  const ids = [1_500_000_000_000, 1_500_000_000_001, 1_700_000_000_000].map(newId);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect([...ids].sort()).toEqual(ids);
});

test("lists and lengths are those of people, not of machines", () => {
  expect(listOf("a, b;c،د\n a ")).toEqual(["a", "b", "c", "د"]);
  expect(codePoints("a😀é")).toBe(3);
  expect(changedFields({ a: 1, b: [1] }, { a: 1, b: [2] })).toEqual({ b: [2] });
});

test("an answer is late from the day after its deadline, as long as it is owed", () => {
  const asked = { outcome: "awaited", asked: "2017-06-01", deadline: "2017-06-30", answered: "" } as Contact;
  expect(isOverdue(asked, "2017-06-30")).toBe(false);
  expect(isOverdue(asked, "2017-07-01")).toBe(true);
  expect(isOverdue({ ...asked, outcome: "declined" }, "2017-07-01")).toBe(false);
  expect(isOverdue({ ...asked, deadline: "" }, "2017-07-01")).toBe(false);
  // What the program has said holds, whatever day this computer has.
  expect(standingOf(asked, false)).toMatchObject({ sign: "✉", tone: "ctx" });
  expect(standingOf(asked, true)).toMatchObject({ sign: "!", tone: "reb" });
  expect([countOf(3, 0), countOf(3, 1)]).toEqual(["3", "3, 1 overdue"]);
});
