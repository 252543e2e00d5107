//! Dates, moments and numbers as each language writes them.

use claimdesk_core::Timestamp;
use claimdesk_core::time::PartialDate;

use super::language::{spoken, tf};
use crate::options::Language;

/// The name of a month, January being 0, as it stands after a day.
fn month_name(language: Language, month: usize) -> &'static str {
    let names = match language {
        Language::En => "January February March April May June July August September October November December",
        Language::Fr => "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        Language::Ar => "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        Language::Ru => "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        Language::De => "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        Language::Es => "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    };
    names.split(' ').nth(month).unwrap_or_default()
}

/// The same in Russian where no day stands before it.
fn russian_alone(month: usize) -> &'static str {
    let names = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь";
    names.split(' ').nth(month).unwrap_or_default()
}

/// A date as it is read: `29 June 2017`; a text that is none stays as it is.
pub(crate) fn date(text: &str) -> String {
    let Some((year, month, day)) = parts(text) else { return text.to_owned() };
    let language = spoken();
    let Some(month) = month.map(|month| month - 1) else { return year.to_owned() };
    let name = month_name(language, month);
    match (day, language) {
        (Some(day), Language::En | Language::Ar | Language::Ru) => format!("{day} {name} {year}"),
        (Some("1"), Language::Fr) => format!("1er {name} {year}"),
        (Some(day), Language::Fr) => format!("{day} {name} {year}"),
        (Some(day), Language::De) => format!("{day}. {name} {year}"),
        (Some(day), Language::Es) => format!("{day} de {name} de {year}"),
        (None, Language::Es) => format!("{name} de {year}"),
        (None, Language::Ru) => format!("{} {year}", russian_alone(month)),
        (None, Language::En | Language::Fr | Language::Ar | Language::De) => format!("{name} {year}"),
    }
}

/// A date for narrow places: `29 Jun 2017`, `29.06.2017`.
pub(crate) fn short_date(text: &str) -> String {
    let Some((year, Some(month), day)) = parts(text) else { return text.to_owned() };
    let two = |day: &str| format!("{day:0>2}");
    match (spoken(), day) {
        (Language::En, day) => {
            let name: String = month_name(Language::En, month - 1).chars().take(3).collect();
            day.map_or_else(|| format!("{name} {year}"), |day| format!("{day} {name} {year}"))
        }
        (Language::De | Language::Ru, Some(day)) => format!("{}.{month:02}.{year}", two(day)),
        (Language::Fr | Language::Es | Language::Ar, Some(day)) => format!("{}/{month:02}/{year}", two(day)),
        (_, None) => date(text),
    }
}

/// A moment: `6 Jul 2017, 10:46 UTC`.
pub(crate) fn moment(at: Timestamp) -> String {
    let minute = at.minute();
    let (day, clock) = minute.split_once(' ').unwrap_or((&minute, ""));
    tf("{0} UTC", &[&format!("{}, {clock}", short_date(day))])
}

/// A number with its thousands parted as the language does.
pub(crate) fn thousands(number: u64) -> String {
    let between = match spoken() {
        Language::En | Language::Ar => ",",
        Language::Fr => "\u{202f}",
        Language::Ru => "\u{a0}",
        Language::De | Language::Es => ".",
    };
    crate::text::thousands(number).replace(',', between)
}

/// Year, month from 1, and day without a leading zero; nothing if the text is no date.
fn parts(text: &str) -> Option<(&str, Option<usize>, Option<&str>)> {
    text.parse::<PartialDate>().ok().filter(|date| !date.is_empty())?;
    let mut parts = text.split('-');
    let year = parts.next()?;
    let month = parts.next().map(|month| month.parse().ok().filter(|month| (1..=12).contains(month)));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match month {
        Some(None) => None,
        month => Some((year, month.flatten(), day)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::speaking;
    use super::*;

    #[test]
    fn dates_are_read_with_their_precision() {
        for (text, long, short) in [
            ("2017-06-29", "29 June 2017", "29 Jun 2017"),
            ("2017-07-06", "6 July 2017", "6 Jul 2017"),
            ("2017-06", "June 2017", "Jun 2017"),
            ("2017", "2017", "2017"),
            ("spring 2017", "spring 2017", "spring 2017"),
            ("", "", ""),
            ("2017-99-99", "2017-99-99", "2017-99-99"),
        ] {
            assert_eq!((date(text).as_str(), short_date(text).as_str()), (long, short));
        }
        assert_eq!(moment(Timestamp::from_ms(1_499_337_960_000)), "6 Jul 2017, 10:46 UTC");
    }

    #[test]
    fn each_language_writes_dates_and_numbers_its_way() {
        for (language, day, month, short, number) in [
            (Language::Fr, "1er juin 2017", "juin 2017", "01/06/2017", "1\u{202f}284"),
            (Language::Ar, "1 يونيو 2017", "يونيو 2017", "01/06/2017", "1,284"),
            (Language::Ru, "1 июня 2017", "июнь 2017", "01.06.2017", "1\u{a0}284"),
            (Language::De, "1. Juni 2017", "Juni 2017", "01.06.2017", "1.284"),
            (Language::Es, "1 de junio de 2017", "junio de 2017", "01/06/2017", "1.284"),
        ] {
            speaking(language, || {
                assert_eq!((date("2017-06-01").as_str(), date("2017-06").as_str()), (day, month));
                assert_eq!((short_date("2017-06-01").as_str(), thousands(1_284).as_str()), (short, number));
            });
        }
    }
}
