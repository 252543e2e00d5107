//! Dates as pictures write them in each language: a date is known as far as it is known.

use claimdesk_core::time::PartialDate;

use crate::language::Language;

/// The name of a month, January being 1, as it stands where no day is known.
fn month_name(language: Language, month: usize) -> Option<&'static str> {
    let names = match language {
        Language::En => "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        Language::Fr => "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        Language::Ar => "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        Language::Ru => "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        Language::De => "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        Language::Es => "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    };
    month.checked_sub(1).and_then(|at| names.split(' ').nth(at))
}

/// `29 Jun 2017`, `Jun 2017` or `2017`; `29.06.2017` and `29/06/2017` elsewhere. Nothing where no date is known.
pub(crate) fn short_date(date: &PartialDate, language: Language) -> String {
    let parts: Vec<&str> = date.as_str().split('-').collect();
    let [year, month, rest @ ..] = parts.as_slice() else { return date.as_str().to_owned() };
    let Some(name) = month.parse().ok().and_then(|month| month_name(language, month)) else { return String::new() };
    match (language, rest.first()) {
        (Language::En, Some(day)) => format!("{} {name} {year}", day.trim_start_matches('0')),
        (Language::De | Language::Ru, Some(day)) => format!("{day}.{month}.{year}"),
        (Language::Fr | Language::Es | Language::Ar, Some(day)) => format!("{day}/{month}/{year}"),
        (Language::Es, None) => format!("{name} de {year}"),
        (Language::En | Language::Fr | Language::Ar | Language::Ru | Language::De, None) => format!("{name} {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_what_is_known_of_them() {
        for (language, day, month) in [
            (Language::En, "1 Jun 2017", "Jun 2017"),
            (Language::Fr, "01/06/2017", "juin 2017"),
            (Language::Ar, "01/06/2017", "يونيو 2017"),
            (Language::Ru, "01.06.2017", "июнь 2017"),
            (Language::De, "01.06.2017", "Juni 2017"),
            (Language::Es, "01/06/2017", "junio de 2017"),
        ] {
            let text = |text: &str| short_date(&text.parse().expect("a date"), language);
            assert_eq!([text("2017-06-01"), text("2017-06"), text("2017"), text("")], [day, month, "2017", ""]);
        }
    }
}
