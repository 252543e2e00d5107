/** Makes the sample's third claim a hard one: other scripts, circles, a long chain, every field filled. */
import type { Pretend } from "../../src/api/pretend";
import { newCsl, party } from "../../src/api/pretend/records";
import type { Command } from "../../src/api/generated/Command";

export async function enrich(desk: Pretend): Promise<{ sarin: string; empty: string }> {
  const { claim: claims, evidence, rebuttal } = desk.ledger.tables;
  const claimLike = (words: string): string =>
    [...claims.values()].find((one) => one.statement.includes(words))?.id ?? "";
  const sarin = claimLike("sarin or a sarin-like");
  const made = async (command: Command, why: string | null = null): Promise<string> =>
    (await desk.execute(command, why)).created.at(-1)?.id ?? "";
  const report = [...evidence.values()].find((one) => one.claim === sarin);
  const doubt = [...rebuttal.values()].find((one) => one.claim === sarin && "evidence" in one.target);
  const answer = [...rebuttal.values()].find((one) => one.claim === sarin && "rebuttal" in one.target);

  await made({
    do: "edit_evidence",
    evidence: report?.id ?? "",
    set: {
      excerpts: [
        {
          quote:
            "A large number of people, some of whom died, were exposed to sarin or a sarin-like substance.",
          locator: "para. 7.1",
          translation: "",
        },
      ],
    },
  });
  const arabic = await made({
    do: "add_source",
    with: {
      kind: "statement",
      csl: {
        ...newCsl("بيان وزارة الخارجية والمغتربين في الجمهورية العربية السورية حول تقرير بعثة تقصي الحقائق"),
        URL: "https://example.org/ar/bayan",
      },
      originator: "وزارة الخارجية والمغتربين",
      language: "ar",
      published: "2017-07-01",
      reliability: "E",
      credibility: "4",
    },
  });
  await made({
    do: "link_evidence",
    claim: sarin,
    source: arabic,
    with: {
      stance: "contradicts",
      directness: "secondary",
      strength: "weak",
      shows: "Damascus denies any use, and calls the account of the report invented.",
      excerpts: [
        {
          quote:
            "تنفي الجمهورية العربية السورية نفياً قاطعاً استخدام أي مواد كيميائية سامة في خان شيخون، وتعتبر ما ورد في التقرير رواية مفبركة.",
          locator: "الفقرة 2",
          translation:
            "The Syrian Arab Republic categorically denies the use of any toxic chemical in Khan Shaykhun.",
        },
      ],
    },
  });
  const russian = await made({
    do: "add_source",
    with: {
      kind: "statement",
      csl: newCsl(
        "Комментарий Департамента информации и печати МИД России в связи с докладом Миссии ОЗХО по установлению фактов",
      ),
      originator: "МИД России",
      language: "ru",
      published: "2017-11-09",
    },
  });
  await made({
    do: "link_evidence",
    claim: sarin,
    source: russian,
    with: { stance: "context", shows: "What Moscow holds against the method.", strength: "moderate" },
  });
  const reply = await made({
    do: "add_rebuttal",
    target: { rebuttal: answer?.id ?? "" },
    statement: "Contradictions remain, and questions on the samples were left open.",
    with: {
      by: party("Russian foreign ministry"),
      uttered: "2017-11-09",
      place: "Moscow",
      grounds: ["custody", "interpretation"],
      evidence: [
        {
          source: russian,
          stance: "supports",
          locator: "с. 2",
          quote: "Выводы доклада основаны на весьма сомнительных данных, полученных от оппозиции.",
        },
      ],
      reflect: "Say that Moscow holds to its doubts after the answer.",
    },
  });
  await made({ do: "set_rebuttal_status", rebuttal: reply, status: "maintained" });
  await made({
    do: "add_rebuttal",
    target: { rebuttal: doubt?.id ?? "" },
    statement: "Russia too acknowledges that sarin was used on 4 April.",
    with: {
      by: { name: "Spokesperson", role: "daily briefing", body: "French foreign ministry" },
      uttered: "2017-07-07",
      place: "Paris",
    },
  });
  await made({
    do: "add_rebuttal",
    target: { claim: sarin },
    statement: "Who took the samples, and in which laboratory, is not said; tampering is not excluded.",
    with: {
      by: { name: "Sergei Lavrov", role: "Foreign minister", body: "Russia" },
      uttered: "2017-04",
      grounds: ["custody"],
    },
  });
  await made({
    do: "edit_claim",
    claim: sarin,
    set: {
      short: "OPCW found sarin or a like substance at Khan Shaykhun",
      place: "The Hague",
      topics: ["chemical weapons", "Syria"],
      priority_grounds: ["harm", "prominence"],
      not_known: "By whom it was used: that was not the mission’s mandate.",
      questions: [
        {
          question: "Does the report say sarin, or sarin or a sarin-like substance?",
          strategy: "",
          answers: [
            {
              answer: "Sarin or a sarin-like substance.",
              kind: "extractive",
              source: null,
              url: "",
              note: "",
            },
          ],
        },
        { question: "Was the mission on the spot?", strategy: "", answers: [] },
      ],
      appearances: [
        { title: "Agency report", url: "https://example.org/agency", date: "2017-06-30", source: null },
      ],
    },
  });
  const first = [...claims.values()][0];
  const empty = await made({
    do: "add_claim",
    case: first?.case ?? "",
    statement: "The minister took no questions.",
  });
  return { sarin, empty };
}
