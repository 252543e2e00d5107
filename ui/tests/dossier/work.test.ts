/** The work around a claim in its dossier: the checklist, who was asked, and what editors say to each other. */
import { screen, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import { session } from "../../src/state/session.svelte";
import { because, field, fill, fromMenu, settled, stage, user } from "./stage";

const form = (): HTMLElement | null => document.querySelector("[data-dossier-form]");
const part = (name: RegExp): HTMLElement => screen.getByRole("region", { name });
const send = (): Promise<void> => user.keyboard("{Control>}{Enter}{/Control}");

async function sit(name: string): Promise<void> {
  await settled(() => expect(session.desk).not.toBeNull());
  const editor = session.desk?.editors.find((one) => one.name === name);
  await session.sit(editor?.id ?? "");
}

describe("the checklist", () => {
  test("is ticked by keys, says who looked, takes a note, and gives the tick back", async () => {
    const { given, sarin } = await stage();
    const list = within(part(/^Checklist/));
    await user.keyboard("l");
    await settled(() => expect((document.activeElement as HTMLInputElement).type).toBe("checkbox"));
    const first = screen.getByRole("checkbox", { name: /^Names/ });
    expect(document.activeElement).toBe(first);
    await user.keyboard(" ");
    await settled(() =>
      expect(given.at(-1)?.[0]).toEqual({
        do: "tick_check",
        claim: sarin,
        point: "names",
        done: true,
        note: "",
      }),
    );
    await settled(() => expect(list.getByText(/^First editor, /)).toBeTruthy());
    await user.click(list.getByRole("button", { name: "Note on: Dates" }));
    await settled(() => expect(document.activeElement).toBe(field(/^What was found/)));
    await user.keyboard("4 April 2017 in the report.{Enter}");
    await settled(() =>
      expect(given.at(-1)?.[0]).toMatchObject({
        point: "dates",
        done: true,
        note: "4 April 2017 in the report.",
      }),
    );
    await settled(() => expect(list.getByText("4 April 2017 in the report.")).toBeTruthy());
    await user.click(screen.getByRole("checkbox", { name: /^Names/ }));
    await settled(() => expect(given.at(-1)?.[0]).toMatchObject({ point: "names", done: false }));
  });
});

describe("who was asked", () => {
  test("is recorded by keys, is overdue in words, and is answered", async () => {
    const { given, empty, desk } = await stage({ claim: "empty" });
    await user.keyboard("i");
    await settled(() => expect(document.activeElement).toBe(field(/^Whom/)));
    await send();
    expect(await screen.findByText(/Say whom you ask/)).toBeTruthy();
    await fill(/^Whom/, "Press desk");
    await fill("Body", "Ministry");
    await fill("What is asked", "Were questions taken?");
    await fill(/^Address or number/, "press@example.org");
    await fill(/^Asked on/, "2017-07-05");
    await fill(/^Answer by/, "2017-07-06");
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toMatchObject({
      do: "add_contact",
      with: {
        claim: empty,
        purpose: "reply",
        whom: { name: "Press desk", role: "", body: "Ministry" },
        question: "Were questions taken?",
        address: "press@example.org",
        asked: "2017-07-05",
        deadline: "2017-07-06",
      },
    });
    const asked = within(part(/^Asked/));
    await settled(() => expect(asked.getByText(/^Overdue: no answer by/)).toBeTruthy());
    await user.click(asked.getByRole("button", { name: "Record the answer" }));
    await settled(() => expect(document.activeElement).toBe(field(/^The answer/)));
    await send();
    expect(await screen.findByText(/Write the answer/)).toBeTruthy();
    await fill(/^The answer/, "No questions were taken.");
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toMatchObject({
      do: "answer_contact",
      outcome: "answered",
      answer: "No questions were taken.",
      terms: "on_record",
    });
    await settled(() => expect(asked.getByText(/^Answered/)).toBeTruthy());
    await fromMenu("What can be done with the contact Press desk", "Edit contact");
    await fill("Role", "Spokesperson");
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toMatchObject({
      do: "edit_contact",
      set: { whom: { name: "Press desk", role: "Spokesperson", body: "Ministry" } },
    });
    await fromMenu("What can be done with the contact Press desk", "Remove contact");
    await because("Entered twice.");
    await settled(() => expect(desk.ledger.tables.contact.size).toBe(0));
  });
});

describe("comments", () => {
  test("call on a colleague, who answers and settles; only one's own are changed", async () => {
    const { given, empty } = await stage({ claim: "empty" });
    await user.keyboard("q");
    await settled(() => expect(document.activeElement).toBe(field(/^Comment/)));
    await user.keyboard("Please look, @S");
    await settled(() => expect(screen.getByRole("option", { name: /Second editor/ })).toBeTruthy());
    await user.keyboard("{Enter}");
    await settled(() => expect(field(/^Comment/)).toHaveProperty("value", "Please look, @SE "));
    await user.keyboard("at the day.");
    await user.click(screen.getByRole("radio", { name: "Open point" }));
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toEqual({
      do: "add_comment",
      claim: empty,
      text: "Please look, @SE at the day.",
      kind: "question",
    });
    const said = within(part(/^Comments/));
    await settled(() => expect(said.getByText("@SE")).toBeTruthy());
    expect(said.getByText("To be settled")).toBeTruthy();

    await sit("Second editor");
    await fromMenu("What can be done with the comment by First editor", "Answer");
    await settled(() => expect(document.activeElement).toBe(field(/^Comment/)));
    await user.keyboard("It was the fourth.");
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toMatchObject({ do: "add_comment", text: "It was the fourth." });
    expect(given.at(-1)?.[0]).toHaveProperty("answers");

    await fromMenu("What can be done with the comment by First editor", "Settle");
    await settled(() => expect(document.activeElement).toBe(field(/^How it was settled/)));
    await user.keyboard("Read in the report.");
    await send();
    await settled(() => expect(form()).toBeNull());
    expect(given.at(-1)?.[0]).toMatchObject({
      do: "settle_comment",
      settled: true,
      how: "Read in the report.",
    });
    await settled(() => expect(said.getByText("Settled by Second editor")).toBeTruthy());

    screen.getByRole("button", { name: "What can be done with the comment by First editor" }).focus();
    await user.keyboard("{Enter}");
    await screen.findByRole("menuitem", { name: "Open it again", hidden: true });
    expect(screen.queryByRole("menuitem", { name: "Edit comment", hidden: true })).toBeNull();
  });

  test("who is chosen again, or after the caret went elsewhere, is called on once", async () => {
    await stage({ claim: "empty" });
    await user.keyboard("q");
    await settled(() => expect(document.activeElement).toBe(field(/^Comment/)));
    const area = field(/^Comment/) as HTMLTextAreaElement;
    const offered = (): HTMLElement | null => screen.queryByRole("option", { name: /Second editor/ });
    await user.keyboard("Please look, @S");
    await settled(() => expect(offered()).toBeTruthy());
    await user.keyboard("{Enter}");
    await settled(() => expect(area.value).toBe("Please look, @SE "));
    await user.keyboard("{ArrowLeft}{ArrowLeft}{Backspace}s");
    await settled(() => expect(offered()).toBeTruthy());
    await user.keyboard("{Enter}");
    await settled(() => expect(area.value).toBe("Please look, @SE "));
    await user.keyboard("{Backspace}");
    await settled(() => expect(offered()).toBeTruthy());
    area.setSelectionRange(0, 0);
    await user.keyboard("{Tab}");
    expect(area.value).toBe("Please look, @SE");
    area.focus();
    area.setSelectionRange(16, 16);
    await user.keyboard("{Backspace}");
    await settled(() => expect(offered()).toBeTruthy());
    await user.click(screen.getByRole("radio", { name: "Open point" }));
    await settled(() => expect(offered()).toBeNull());
  });

  test("what was typed stays as a draft when the form is left", async () => {
    await stage({ claim: "empty" });
    await user.keyboard("q");
    await settled(() => expect(document.activeElement).toBe(field(/^Comment/)));
    await user.keyboard("Half a sentence");
    await user.keyboard("{Escape}");
    await settled(() => expect(form()).toBeNull());
    await user.keyboard("q");
    await settled(() => expect(field(/^Comment/)).toHaveProperty("value", "Half a sentence"));
  });
});
