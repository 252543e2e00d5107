//! Words that weigh more, or less, than others: numbers, days, negations,
//! opposites, and the small words of a dozen languages, all as they fold in
//! lower case. Hints, not grammar: where a list lacks a word, the engine asks
//! more often, never less.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word of these lists means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// A number, unit or amount, and the one way to write it.
    Number(&'static str),
    /// A day, month or relative date.
    Date(&'static str),
    /// A month that is also a common word, unless it has a capital.
    DateIfCapital(&'static str),
    /// No, not, never.
    Negation,
    /// One end of a pair of opposites.
    Pole(u8, bool),
    /// A word that carries little by itself.
    Small,
}

/// What the lists say of a word in lower case.
pub(crate) fn sense(word: &str) -> Option<Sense> {
    SENSES.get(word).copied()
}

static SENSES: LazyLock<FxHashMap<&'static str, Sense>> = LazyLock::new(|| {
    let mut senses = FxHashMap::default();
    let mut add = |words: &'static str, sense: Sense| {
        for word in words.split_whitespace() {
            senses.insert(word, sense);
        }
    };
    for words in SMALL {
        add(words, Sense::Small);
    }
    for (value, words) in NUMBERS {
        add(words, Sense::Number(value));
    }
    for (value, words) in DATES {
        add(words, Sense::Date(value));
    }
    for (value, words) in DATES_IF_CAPITAL {
        add(words, Sense::DateIfCapital(value));
    }
    for (pair, (up, down)) in (0_u8..).zip(OPPOSITES) {
        add(up, Sense::Pole(pair, true));
        add(down, Sense::Pole(pair, false));
    }
    for words in NEGATIONS {
        add(words, Sense::Negation);
    }
    senses
});

/// What turns a word into its contrary: confirmed, unconfirmed.
pub(crate) const CONTRARY: &[&str] =
    &["un", "in", "im", "il", "ir", "dis", "non", "anti", "не", "без", "анти", "des", "dés", "mis"];

/// Titles and shortenings after whose full stop a sentence goes on.
pub(crate) const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "capt", "cmdr", "sgt", "maj", "adm", "rev", "hon",
    "gov", "sen", "rep", "pres", "amb", "messrs", "mme", "mlle", "mm", "m", "me", "hr", "fr", "frl", "sr", "sra",
    "srta", "dra", "ing", "lic", "no", "nos", "nr", "núm", "art", "arts", "para", "paras", "pp", "p", "vol", "vols",
    "ed", "eds", "fig", "figs", "ch", "sec", "cf", "vs", "v", "viz", "al", "approx", "ca", "c", "e.g", "i.e", "z.b",
    "d.h", "u.a", "bzw", "usw", "vgl", "abs", "bd", "s", "nº", "n", "jan", "feb", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "okt", "dez", "janv", "févr", "avr", "juil", "déc", "г", "гг", "в", "вв", "т.е", "т",
    "т.д", "т.п", "тыс", "млн", "млрд", "руб", "ул", "им", "акад", "проф", "доц", "гл", "стр", "рис", "см", "ср",
    "напр", "св", "др", "н.э", "inc", "ltd", "co", "corp", "bros", "dept", "est", "gov't", "d", "ph.d", "б", "а",
];

const NUMBERS: &[(&str, &str)] = &[
    ("0", "zero null zéro cero ноль нуль صفر 零 〇"),
    ("1", "one ein eins один одна واحد واحدة"),
    ("2", "two both deux zwei dos dois duas два две двух двум двое twee اثنان اثنين اثنتين 二 两 兩"),
    ("3", "three trois drei tres tre três три трёх трех трем трое drie ثلاثة ثلاث 三"),
    ("4", "four quatre vier cuatro quattro quatro четыре четырёх четырех четверо أربعة أربع 四"),
    ("5", "five cinq fünf cinco cinque пять пяти пятеро vijf خمسة خمس 五"),
    ("6", "six sechs seis шесть шести zes ستة ست 六"),
    ("7", "seven sept sieben siete sette sete семь семи zeven سبعة سبع 七"),
    ("8", "eight huit acht ocho otto oito восемь восьми ثمانية ثماني ثمان 八"),
    ("9", "nine neuf neun nueve nove девять девяти negen تسعة تسع 九"),
    ("10", "ten dix zehn diez dieci dez десять десяти tien عشرة عشر 十"),
    ("11", "eleven onze elf once undici одиннадцать"),
    ("12", "twelve douze zwölf doce dodici doze двенадцать twaalf"),
    ("13", "thirteen treize dreizehn trece tredici treze тринадцать"),
    ("14", "fourteen quatorze vierzehn catorce quattordici четырнадцать"),
    ("15", "fifteen quinze fünfzehn quince quindici пятнадцать"),
    ("16", "sixteen seize sechzehn dieciséis sedici шестнадцать"),
    ("17", "seventeen siebzehn diecisiete diciassette семнадцать"),
    ("18", "eighteen achtzehn dieciocho diciotto восемнадцать"),
    ("19", "nineteen neunzehn diecinueve diciannove девятнадцать"),
    ("20", "twenty vingt zwanzig veinte venti vinte двадцать двадцати twintig عشرون عشرين"),
    ("30", "thirty trente dreißig dreissig treinta trenta trinta тридцать тридцати dertig ثلاثون ثلاثين"),
    ("40", "forty quarante vierzig cuarenta quaranta quarenta сорок сорока veertig أربعون أربعين"),
    ("50", "fifty cinquante fünfzig cincuenta cinquanta cinquenta пятьдесят пятидесяти vijftig خمسون خمسين"),
    ("60", "sixty soixante sechzig sesenta sessanta sessenta шестьдесят zestig ستون ستين"),
    ("70", "seventy siebzig setenta settanta семьдесят zeventig سبعون سبعين"),
    ("80", "eighty achtzig ochenta ottanta oitenta восемьдесят tachtig ثمانون ثمانين"),
    ("90", "ninety neunzig noventa novanta девяносто negentig تسعون تسعين"),
    ("100", "hundred cent hundert cien ciento cento cem сто honderd مئة مائة مئات 百"),
    ("100s", "hundreds centaines hunderte cientos centinaia centenas сотни сотен honderden"),
    ("1000", "thousand mille tausend mil тысяча тысячи тысяч тыс duizend ألف آلاف 千"),
    ("1000s", "thousands milliers tausende miles migliaia milhares duizenden"),
    ("10000", "万 萬"),
    (
        "1000000",
        "million millions m mn millionen millón millones milione milioni milhão milhões миллион миллиона миллионов млн miljoen مليون ملايين",
    ),
    ("100000000", "亿 億"),
    (
        "1000000000",
        "billion billions bn milliard milliards milliarde milliarden miliardo miliardi миллиард миллиарда миллиардов млрд miljard مليار مليارات",
    ),
    ("1000000000000", "trillion trillions billón billones триллион триллиона триллионов"),
    (
        "12s",
        "dozen dozens douzaine dizaines dutzend dutzende docena docenas decine dezenas десяток десятки десятков tientallen عشرات",
    ),
    ("half", "half halves halved moitié demi hälfte halb mitad medio metà metade половина половины половину نصف 半"),
    ("third", "third thirds tiers drittel tercio terzo terço треть трети ثلث"),
    ("quarter", "quarter quarters quart viertel четверть четверти ربع"),
    ("double", "double doubled twice doppelt verdoppelt doble doppio dobro вдвое дважды удвоился ضعف 倍"),
    ("triple", "triple tripled thrice dreifach triplo втрое"),
    (
        "1st",
        "first premier première erste ersten erster erstes primero primera primo prima primeiro первый первая первого первой أول 首",
    ),
    ("2nd", "second deuxième zweite zweiten segundo segunda secondo seconda второй вторая второго ثاني"),
    ("3rd", "troisième dritte dritten tercero tercera третий третья третьего"),
    ("4th", "fourth quatrième vierte vierten cuarto cuarta четвёртый четвертый"),
    ("5th", "fifth cinquième fünfte quinto пятый"),
    ("6th", "sixth sixième sechste sexto шестой"),
    ("7th", "seventh septième siebte siebten séptimo settimo седьмой"),
    ("8th", "eighth huitième achte octavo ottavo восьмой"),
    ("last", "last dernier dernière letzte letzten último última ultimo ultima последний последняя последнего"),
    ("%", "% ٪ percent percentage prozent procent процент процента процентов بالمئة بالمائة"),
    ("‰", "‰"),
    ("second*", "seconds secondes sekunde sekunden segundos secondi секунда секунды секунд ثوان"),
    ("minute*", "minute minutes minuten minuto minutos minuti минута минуты минут دقيقة دقائق 分钟"),
    ("hour*", "hour hours hourly heure heures stunde stunden hora horas ora ore час часа часов ساعة ساعات 小时"),
    ("day*", "day days daily jour jours tag tage tagen día días giorno giorni dia dias день дня дней يوم أيام يوما 天"),
    (
        "week*",
        "week weeks weekly semaine semaines woche wochen semana semanas settimana settimane неделя недели недель أسبوع أسابيع 周",
    ),
    ("month*", "month months monthly mois monat monate monaten meses mese mesi mês месяц месяца месяцев شهر أشهر شهرا"),
    (
        "year*",
        "year years yearly annual année années ans jahr jahre jahren año años anno anni ano anos год года лет سنة سنوات عام أعوام",
    ),
    ("decade*", "decade decades décennie jahrzehnt jahrzehnte década décadas decennio десятилетие десятилетия"),
    (
        "century*",
        "century centuries siècle siècles jahrhundert jahrhunderte siglo siglos secolo secoli século век века قرن",
    ),
    (
        "km",
        "km kilometre kilometres kilometer kilometers kilomètres kilómetros chilometri километр километра километров كيلومترا كيلومتر 公里",
    ),
    ("mile", "mile miles meile meilen milles millas"),
    ("m*", "metre metres meter meters mètre mètres metro metros metri метр метра метров متر مترا 米"),
    ("cm", "cm centimetre centimetres centimeter centimeters"),
    ("foot", "feet foot ft"),
    ("kg", "kg kilogram kilograms kilogramm kilo kilos килограмм килограммов 公斤"),
    ("g*", "gram grams gramm grammes gramos grammi грамм граммов"),
    ("t*", "tonne tonnes ton tons tonnen tonelada toneladas тонна тонны тонн طن أطنان 吨"),
    ("lb", "lb lbs pound pounds"),
    ("l*", "litre litres liter liters litros litri литр литра литров"),
    ("deg", "degree degrees celsius fahrenheit grad degrés grados градус градусов °"),
    ("$", "$ dollar dollars usd dólar dólares доллар доллара долларов دولار 美元"),
    ("€", "€ euro euros eur евро يورو 欧元"),
    ("£", "£ gbp sterling"),
    ("¥", "¥ yen yuan 元 円"),
    ("₽", "₽ rouble roubles ruble rubles rubel рубль рубля рублей руб"),
];

const DATES: &[(&str, &str)] = &[
    ("01", "january jan janvier janv januar enero gennaio janeiro января январь январе يناير"),
    ("02", "february feb février févr februar febrero febbraio fevereiro февраля февраль феврале فبراير شباط"),
    ("03", "mars märz marzo março марта март марте مارس آذار"),
    ("04", "april apr avril avr abril aprile апреля апрель апреле أبريل نيسان"),
    ("05", "mai mayo maggio maio мая май мае مايو أيار"),
    ("06", "june jun juin juni junio giugno junho июня июнь июне يونيو حزيران"),
    ("07", "july jul juillet juil juli julio luglio julho июля июль июле يوليو تموز"),
    ("08", "august aug août agosto августа август августе أغسطس"),
    ("09", "september sept septembre septiembre settembre setembro сентября сентябрь сентябре سبتمبر أيلول"),
    ("10", "october oct octobre oktober okt octubre ottobre outubro октября октябрь октябре أكتوبر"),
    ("11", "november nov novembre noviembre novembro ноября ноябрь ноябре نوفمبر"),
    ("12", "december dec décembre déc dezember dez diciembre dicembre dezembro декабря декабрь декабре ديسمبر"),
    ("mo", "monday lundi montag lunes lunedì понедельник понедельника الاثنين"),
    ("tu", "tuesday mardi dienstag martes martedì вторник вторника الثلاثاء"),
    ("we", "wednesday mercredi mittwoch miércoles mercoledì среду среда среды الأربعاء"),
    ("th", "thursday jeudi donnerstag jueves giovedì четверг четверга الخميس"),
    ("fr", "friday vendredi freitag viernes venerdì пятница пятницу пятницы الجمعة"),
    ("sa", "saturday samedi samstag sonnabend sábado sabato суббота субботу субботы السبت"),
    ("su", "sunday dimanche sonntag domingo domenica воскресенье воскресенья الأحد"),
    ("today", "today aujourd'hui heute hoy oggi hoje сегодня اليوم 今天"),
    ("yesterday", "yesterday gestern ayer ieri ontem вчера أمس 昨天"),
    ("tomorrow", "tomorrow demain morgen mañana domani amanhã завтра غدا 明天"),
    ("morning", "morning matin vormittag утром صباح"),
    ("evening", "evening soir abend вечером مساء"),
    ("night", "night nuit nacht noche notte noite ночью ليلة"),
    ("spring", "spring printemps frühling frühjahr primavera весной"),
    ("summer", "summer sommer verano estate летом"),
    ("autumn", "autumn fall automne herbst otoño autunno осенью"),
    ("winter", "winter hiver invierno inverno зимой"),
];

/// Common words unless they have a capital: the month of March, not a march.
const DATES_IF_CAPITAL: &[(&str, &str)] = &[("03", "march mar"), ("05", "may"), ("su", "sun"), ("mo", "mon")];

const NEGATIONS: &[&str] = &[
    "no not never none nobody nothing nowhere neither nor without cannot hardly barely scarcely unless",
    "ne pas jamais aucun aucune sans ni rien nul nulle",
    "nicht kein keine keinen keiner keinem keines nie niemals ohne niemand nichts weder",
    "nunca jamás ningún ninguno ninguna sin nadie nada tampoco non mai nessuno nessuna nessun senza né",
    "não jamais nenhum nenhuma sem ninguém niet geen nooit zonder nie nigdy bez",
    "не нет ни никогда никто ничего без нельзя никакой никакого никаких никаким нигде",
    "لا لم لن ليس ليست ليسوا غير بدون دون ولم ولا ولن فلم كلا عدم",
    "不 没 沒 无 無 未 非 否 勿 别 莫 değil yok hiç לא אין בלי نه نیست بدون नहीं न बिना",
];

const OPPOSITES: &[(&str, &str)] = &[
    ("more mehr plus más più больше более أكثر", "less fewer weniger moins menos meno меньше менее أقل"),
    ("most meist", "least fewest wenigste"),
    ("before avant vor antes prima перед قبل", "after après nach después dopo depois после بعد"),
    ("above over über au-dessus выше فوق", "below under beneath unter au-dessous ниже تحت"),
    (
        "rose rise rises risen rising increase increased increases increasing grew grow grown growing gained climbed \
         stieg gestiegen augmenté augmente aumentó aumento вырос выросла выросло выросли увеличился увеличилось ارتفع ارتفعت زاد زادت",
        "fell falls fallen falling decrease decreased decreases decreasing shrank shrink declined dropped drop drops sank \
         sank gesunken diminué diminue baissé disminuyó снизился снизилась снизилось снизились упал упала упало упали انخفض انخفضت تراجع",
    ),
    (
        "confirmed confirm confirms confirming bestätigt подтвердил подтвердила подтвердили أكد أكدت",
        "denied deny denies denying rejected bestritten отрицал отрицала отрицали опроверг опровергла نفى نفت",
    ),
    ("accepted accept accepts accepting", "refused refuse refuses refusing rejects"),
    ("supported support supports supporting backed", "opposed oppose opposes opposing"),
    ("guilty", "innocent"),
    ("won win wins", "lost lose loses"),
    ("alive", "dead"),
    ("wounded injured", "killed"),
    ("legal lawful", "illegal unlawful"),
    ("all every everyone always", "some sometimes"),
    ("maximum max", "minimum min"),
    ("higher larger bigger longer", "lower smaller shorter"),
    ("true", "false untrue"),
    ("success succeeded", "failure failed"),
    ("began begin begins started opened", "ended ends stopped closed"),
    ("buy bought", "sell sold"),
    ("north northern nord norte север северной северный", "south southern süd sud юг южной южный"),
    ("east eastern ost восток восточной восточный", "west western ouest oeste запад западной западный"),
    ("men", "women"),
];

const SMALL: &[&str] = &[
    "a an the of to in on at by for from with as and or but if is are was were be been being it its he she they we \
     you i his her their our my this that these those there here then than so such also which who whom whose what \
     when where while how why do does did has have had will would can could may might shall should must into onto \
     upon about between among through during since until against within along across out up down off again very too \
     just only even still already yet however therefore thus meanwhile moreover furthermore both each other another \
     any some s said says told according per via amid because although though whether not-yet later earlier now",
    "le la les l un une des du de d et ou mais si est sont était étaient être été à au aux en dans sur par pour avec \
     ce cette ces cet il elle ils elles on nous vous je qui que qu dont où se son sa ses leur leurs ne-que y a ont \
     avait selon après-que ainsi aussi très plus-que comme",
    "der die das den dem des ein eine einen einem einer eines und oder aber wenn ist sind war waren sein wird wurde \
     wurden werden hat haben hatte in im an am auf aus bei mit von vom zu zum zur für als auch es er sie wir ihr ich \
     dass daß so sich noch nur schon durch um bis laut wie",
    "el los las lo un-o unos unas del al y o pero si es son era eran fue fueron ser estar en con por para su sus se \
     que como más-que según este esta estos estas ese esa hay ha han había il gli i di da dei delle della nel nella \
     con-il e o ma è sono era-no per si che come anche più-di o-s os as um uma do da dos das no-s na nos nas em com \
     e-m foi foram são ao aos pelo pela",
    "и в во на с со к ко по о об от до из за у а но или же ли бы то что чтобы как так это этот эта эти тот та те он \
     она оно они мы вы я его её ее их был была было были есть быть также уже ещё еще для при который которая которое \
     которые которых того этого свой свои своей сообщил сообщила заявил заявила сказал сказала",
    "في من إلى على عن مع أن إن كان كانت هذا هذه ذلك تلك التي الذي الذين هو هي هم ما قد كما أو ثم بين حتى حيث بعد-أن \
     عند كل أي وقد وفي ومن وأن وكان قال قالت وقال وقالت أيضا جدا كذلك أنه أنها إنه إنها بأن لدى ضد خلال حول",
    "的 了 着 过 在 是 和 与 及 也 都 就 而 但 或 把 被 对 从 向 到 于 以 为 其 之 所 有 个 这 那 等 并 又 还 很 说 曾 已 经 称 表 示 \
     の は が を に へ と も で や か な た て し れ さ い る ま す り ら ん う え お こ そ あ ど",
    "het een van en in op te dat die is was met voor zijn aan niet-meer door ook er als naar bij uit i w z na do że się jest to",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_weight_is_not_hidden_by_a_small_one() {
        assert_eq!(sense("two"), sense("deux"));
        assert_eq!(sense("not"), Some(Sense::Negation));
        assert_eq!(sense("without"), Some(Sense::Negation));
        assert!(matches!(sense("more"), Some(Sense::Pole(_, true))));
        assert!(matches!(sense("fewer"), Some(Sense::Pole(_, false))));
        assert_eq!(sense("the"), Some(Sense::Small));
        assert_eq!(sense("нет"), Some(Sense::Negation));
    }
}
