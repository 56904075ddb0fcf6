//! From the views of [`crate::stats`] to sheets: the words and units of each column.

use crate::fr::counted;
use crate::model;
use crate::render::stats::sheet::{Cell, Column, Data, Name, Row, Sheet};
use crate::stats::axis::Axis;
use crate::stats::calendar::{Calendar, Dates, Delay, Entry, Progress};
use crate::stats::coverage::{Coverage, Met};
use crate::stats::cross::{Breakdown, Cross, Unit};
use crate::stats::deadlines::Deadlines;
use crate::stats::funnel::Funnel;
use crate::stats::gisements::Gisements;
use crate::stats::phrase::capitalized;
use crate::stats::trials::{FEW, Measured, Trials};
use crate::stats::weeks::Weeks;
use crate::stats::{Table, Views};
use crate::value::date::{Date, Day};
use crate::value::identifiant::Kind;
use crate::value::nombre::{decimal, ecart};

/// How many identifiers a note lists before it only counts.
const LISTED: usize = 12;

/// Lays out every view that has something to show.
pub(super) fn of_views(views: &Views) -> Vec<Sheet> {
    let mut all = spheres(&views.coverage);
    all.push(Sheet { key: "themes", title: "Thèmes et sphères".to_owned(), ..cross(&views.themes) });
    all.extend([
        weeks(&views.weeks),
        gisements(&views.gisements),
        funnel(&views.funnel),
        calendar(&views.calendar),
        trials(&views.trials),
        deadlines(&views.deadlines),
    ]);
    all.retain(|sheet| !sheet.rows.is_empty());
    all
}

/// Lays out a count by one axis or two, as it stands on `at`.
pub(super) fn of_table(table: &Table, at: Day) -> Sheet {
    match table {
        Table::One(breakdown) => one(breakdown, at),
        Table::Two(table) => cross(table),
    }
}

fn one(found: &Breakdown, at: Day) -> Sheet {
    let columns =
        vec![Column::new("entretiens", "entretiens", "entretiens"), Column::new("idees", "idées", "idees").with_bar()];
    let cells = |interviews: u64, ideas: u64| vec![Cell::count(interviews), Cell::count(ideas)];
    let mut notes: Vec<String> = several(&found.several, &[found.axis]).into_iter().collect();
    if found.axis == Axis::Jour {
        let today = found.rows.iter().find(|(value, ..)| value.key == at.to_string());
        notes.push(match today.and_then(|(_, interviews, ideas)| came_in(*interviews, *ideas)) {
            Some(said) => format!("Le {}\u{a0}: {said}", at.en_lettres()),
            None => format!("Rien n’est daté du {}", at.en_lettres()),
        });
    }
    let rows = found
        .rows
        .iter()
        .map(|(value, interviews, ideas)| Row { names: vec![value.into()], cells: cells(*interviews, *ideas) });
    Sheet {
        key: "par_axe",
        title: format!("Entretiens et idées par {}", by(found.axis)),
        rule: found.rule(),
        axes: vec![(found.axis.key(), found.axis.noun())],
        rows: rows.collect(),
        total: Some(cells(found.interviews, found.ideas)),
        notes,
        columns,
        ..Sheet::default()
    }
}

/// Returns « 2 entretiens, 7 idées », without what there is none of.
pub(super) fn came_in(interviews: u64, ideas: u64) -> Option<String> {
    let some = |count: u64, one, many| (count > 0).then(|| counted(count, one, many));
    let said = [some(interviews, "entretien", "entretiens"), some(ideas, "idée", "idées")];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn cross(found: &Cross) -> Sheet {
    let [row, column] = found.axes;
    let across = |value| Column { across: Some(column.key()), ..head(value, found.unit) };
    let mut columns: Vec<Column> = found.columns.iter().map(across).collect();
    columns.push(Column::new(found.unit.key(), "total", found.unit.key()));
    let line = |cells: &[u64], total: u64| cells.iter().copied().chain([total]).map(Cell::count).collect::<Vec<_>>();
    let rows = found.rows.iter().zip(&found.cells).zip(&found.row_totals);
    let rows = rows.map(|((value, cells), total)| Row { names: vec![value.into()], cells: line(cells, *total) });
    Sheet {
        key: "croise",
        title: format!("{} par {} et par {}", capitalized(found.unit.noun().1), by(row), by(column)),
        rule: found.rule(),
        axes: vec![(row.key(), row.noun())],
        measure: found.unit.key(),
        columns,
        rows: rows.collect(),
        total: Some(line(&found.column_totals, found.total)),
        notes: several(&[found.unit], &found.several).into_iter().collect(),
        ..Sheet::default()
    }
}

fn head(value: &crate::stats::axis::Value, unit: Unit) -> Column {
    // The identifier of a gisement says enough at the head of a column.
    let short = value.label.strip_prefix(&value.key).is_some_and(|rest| rest.starts_with(' '));
    Column::new(&value.key, if short { &value.key } else { &value.label }, unit.key())
}

fn by(axis: Axis) -> &'static str {
    match axis {
        Axis::Semaine => "semaine",
        other => other.noun(),
    }
}

/// Says that totals are no sums: « Une idée à deux thèmes compte dans les deux ; le total ne la compte qu’une fois ».
fn several(units: &[Unit], axes: &[Axis]) -> Option<String> {
    let (who, once) = match (units, axes) {
        ([], _) | (_, []) => return None,
        ([Unit::Ideas], _) => ("Une idée", "la"),
        ([Unit::Interviews], _) => ("Un entretien", "le"),
        _ => ("Une idée ou un entretien", "les"),
    };
    let values: Vec<String> = axes.iter().map(|axis| format!("à deux {}", values(*axis))).collect();
    Some(format!("{who} {} compte dans les deux\u{202f}; le total ne {once} compte qu’une fois", values.join(" ou ")))
}

/// What values of an axis are called.
fn values(axis: Axis) -> String {
    match axis {
        Axis::Type => "types d’acteur".to_owned(),
        Axis::Semaine | Axis::Mois | Axis::Jour => "dates".to_owned(),
        other => format!("{}s", other.noun().trim_end_matches('s')),
    }
}

/// Lists names, the first ones only where there are many.
pub(super) fn listed(names: &[String]) -> String {
    let shown = names.get(..LISTED.min(names.len())).unwrap_or_default().join(", ");
    match names.len().saturating_sub(LISTED) {
        0 => shown,
        more => format!("{shown} et {}", counted(more as u64, "autre", "autres")),
    }
}

fn spheres(found: &Coverage) -> Vec<Sheet> {
    let columns = || {
        vec![
            Column::new("entretiens", "entretiens", "entretiens"),
            Column::new("idees", "idées", "idees").with_bar(),
            Column::new("acteurs", "acteurs listés", "acteurs"),
        ]
    };
    let row = |met: &Met| Row {
        names: vec![Name::new(&met.word, &met.label)],
        cells: [met.interviews, met.ideas, met.actors].into_iter().map(Cell::count).collect(),
    };
    let labels = |missing: Vec<&Met>| missing.into_iter().map(|met| met.label.clone()).collect::<Vec<_>>();
    let missing = labels(found.missing_types().collect());
    let mut notes = Vec::new();
    if !missing.is_empty() {
        notes.push(format!("Aucun entretien avec\u{a0}: {}", missing.join(", ")));
    }
    if !found.unmet.is_empty() {
        let count = counted(found.unmet.len() as u64, "acteur listé", "acteurs listés");
        notes.push(format!("{count} sans entretien\u{a0}: {}", listed(&found.unmet)));
    }
    let known = |met: &&Met| met.interviews + met.ideas + met.actors > 0;
    let any = found.spheres.iter().any(|met| known(&met));
    let base = Sheet { rule: Coverage::RULE.to_owned(), columns: columns(), ..Sheet::default() };
    vec![
        Sheet {
            key: "spheres",
            title: "Sphères rencontrées".to_owned(),
            axes: vec![("sphere", "sphère")],
            rows: found.spheres.iter().filter(|_| any).map(row).collect(),
            ..base.clone()
        },
        Sheet {
            key: "types",
            title: "Types d’acteur rencontrés".to_owned(),
            axes: vec![("type", "type d’acteur")],
            rows: found.types.iter().filter(known).map(row).collect(),
            notes,
            ..base
        },
    ]
}

fn weeks(found: &Weeks) -> Sheet {
    let rows = found.weeks.iter().map(|week| Row {
        names: vec![Name::new(&week.key, &week.monday.en_lettres())],
        cells: [week.interviews, week.ideas, week.interviews_so_far, week.ideas_so_far]
            .into_iter()
            .map(Cell::count)
            .collect(),
    });
    let mut notes: Vec<String> = saturation(found).map(|said| capitalized(&said)).into_iter().collect();
    let (interviews, ideas) = found.undated;
    if interviews + ideas > 0 {
        notes.push(format!(
            "Sans semaine connue\u{a0}: {}, {}",
            counted(interviews, "entretien", "entretiens"),
            counted(ideas, "idée", "idées")
        ));
    }
    Sheet {
        key: "semaines",
        title: "Semaine par semaine".to_owned(),
        rule: Weeks::RULE.to_owned(),
        axes: vec![("semaine", "semaine du")],
        columns: vec![
            Column::new("entretiens", "entretiens", "entretiens"),
            Column::new("idees", "idées nouvelles", "idees").with_bar(),
            Column::new("entretiens_cumules", "entretiens cumulés", "entretiens"),
            Column::new("idees_cumulees", "idées cumulées", "idees"),
        ],
        rows: rows.collect(),
        notes,
        curve: (found.curve.len() > 1).then(|| {
            let title = "Idées nouvelles, entretien après entretien\u{a0}:".to_owned();
            (title, found.curve.iter().map(|(_, ideas)| *ideas).collect())
        }),
        ..Sheet::default()
    }
}

/// Returns « 3,3 idées nouvelles par entretien, 1,2 dans les 5 derniers ».
pub(super) fn saturation(found: &Weeks) -> Option<String> {
    let rate = found.all.rate()?;
    let noun = if rate < 2.0 { "idée nouvelle" } else { "idées nouvelles" };
    let mut said = format!("{}\u{a0}{noun} par entretien", decimal(rate, 1));
    if let Some((last, rate)) = found.last.and_then(|last| Some((last.interviews, last.rate()?))) {
        said.push_str(&format!(", {} dans les {last} derniers", decimal(rate, 1)));
    }
    Some(said)
}

fn gisements(found: &Gisements) -> Sheet {
    let mut rows: Vec<Row> = found
        .supports
        .iter()
        .map(|support| {
            let natures =
                support.natures.iter().map(|(_, label, count)| format!("{count}\u{a0}{}", plural(label, *count)));
            let natures: Vec<String> = natures.collect();
            Row {
                names: vec![Name::new(&support.name, &support.label)],
                cells: vec![
                    Cell::count(support.ideas),
                    Cell::count(support.notes),
                    Cell::count(support.spheres.len() as u64),
                    Cell::text(natures.join(", ")),
                    Cell::text(support.state.as_str()),
                ],
            }
        })
        .collect();
    let unsorted = found.unsorted.len() as u64;
    let mut notes = Vec::new();
    if found.several {
        notes.push("Une idée à deux gisements compte dans les deux".to_owned());
    }
    // A dossier without gisements took another way: nothing waits to be sorted.
    if !rows.is_empty() {
        rows.push(Row { names: vec![Name::new("a_classer", "à classer")], cells: vec![Cell::count(unsorted)] });
        notes.push(match unsorted {
            0 => "Toutes les idées sont classées ou écartées".to_owned(),
            _ => format!("À classer\u{a0}: {}", listed(&found.unsorted)),
        });
    }
    Sheet {
        key: "gisements",
        title: "Gisements".to_owned(),
        rule: format!("{}\u{202f}; à classer\u{a0}: {}", Gisements::RULE, Gisements::UNSORTED),
        axes: vec![("gisement", "gisement")],
        columns: vec![
            Column::new("idees", "idées", "idees").with_bar(),
            Column::new("sources", "sources", "notes"),
            Column::new("spheres", "sphères", "spheres"),
            Column::new("natures", "natures", ""),
            Column::new("statut", "statut", ""),
        ],
        rows,
        notes,
        ..Sheet::default()
    }
}

/// Puts a label of one word or two in the plural.
fn plural(label: &str, count: u64) -> String {
    if count < 2 {
        label.to_owned()
    } else {
        label.split(' ').map(|word| format!("{word}s")).collect::<Vec<_>>().join(" ")
    }
}

fn funnel(found: &Funnel) -> Sheet {
    let row = |kind: Kind, cells: Vec<Cell>| {
        let def = model::def(kind);
        Row { names: vec![Name::new(def.folder, def.noun.1)], cells }
    };
    let mut rows: Vec<Row> = found
        .links
        .iter()
        .map(|link| {
            let share = |part: u64| match link.count {
                0 => Cell::default(),
                count => Cell { text: format!("{part} sur {count}"), ..Cell::count(part) },
            };
            row(link.kind, vec![Cell::count(link.count), share(link.taken_up), share(link.to_solution)])
        })
        .collect();
    if let Some(solutions) = found.links.iter().find(|link| link.kind == Kind::Solution) {
        // A solution's way on is what becomes of it.
        if let Some(row) = rows.last_mut() {
            row.cells.truncate(1);
        }
        rows.push(Row { names: vec![Name::new("suites", "suites")], cells: vec![Cell::count(solutions.taken_up)] });
    }
    Sheet {
        key: "entonnoir",
        title: "De l’idée à la suite donnée".to_owned(),
        rule: Funnel::RULE.to_owned(),
        axes: vec![("maillon", "maillon")],
        columns: vec![
            Column::new("fiches", "nombre", "fiches").with_bar(),
            Column::new("reprises", "reprises plus loin", "fiches"),
            Column::new("vers_solution", "mènent à une solution", "fiches"),
        ],
        rows,
        ..Sheet::default()
    }
}

/// Returns a date as short as it can be read: « 14/12/2018 », « mi-mai 2019 ».
fn short(date: Date) -> String {
    match date.exact_day() {
        Some(day) => {
            let (year, month, day) = day.ymd();
            format!("{day:02}/{month:02}/{year}")
        }
        None => date.en_lettres(),
    }
}

fn interval(dates: Dates) -> Cell {
    let text = match (dates.from, dates.to, dates.duree) {
        (Some(from), Some(to), _) if from == to => short(from),
        (Some(from), Some(to), _) => format!("{}\u{a0}– {}", short(from), short(to)),
        (Some(from), None, Some(duree)) => format!("dès {}, {duree}", short(from)),
        (Some(from), None, None) => format!("dès {}", short(from)),
        (None, Some(to), _) => format!("jusqu’à {}", short(to)),
        (None, None, Some(duree)) => duree.to_string(),
        (None, None, None) => return Cell::default(),
    };
    let day = |date: Option<Date>| date.map_or_else(|| "..".to_owned(), Date::edtf);
    let data = match (dates.from, dates.to, dates.duree) {
        (None, None, Some(duree)) => duree.to_string(),
        (from, to, _) => format!("{}/{}", day(from), day(to)),
    };
    Cell { text, data: Data::Text(data) }
}

/// Returns « +12 j », « entre −3 et +27 j ».
fn late(delay: Delay) -> String {
    match (delay.min, delay.max) {
        (min, max) if min == max => format!("{}\u{a0}j", ecart(min)),
        (min, max) => format!("entre {} et {}\u{a0}j", ecart(min), ecart(max)),
    }
}

fn delay(found: Option<Delay>, running: bool) -> Cell {
    found.map_or_else(Cell::default, |delay| Cell {
        text: format!("{}{}", late(delay), if running { ", en cours" } else { "" }),
        data: Data::Number(delay.min as f64, delay.max as f64),
    })
}

fn calendar(found: &Calendar) -> Sheet {
    let row = |entry: &Entry| Row {
        names: vec![Name::new(&entry.name, &entry.label)],
        cells: vec![
            interval(entry.planned),
            interval(entry.real),
            delay(entry.start, entry.progress == Progress::Ahead),
            delay(entry.end, entry.progress == Progress::Running),
        ],
    };
    let spans = found.entries.iter().map(|entry| entry.drawn(found.at).map(days));
    Sheet {
        key: "calendrier",
        title: "Calendrier prévu et réalisé".to_owned(),
        rule: Calendar::RULE.to_owned(),
        axes: vec![("periode", "période")],
        columns: vec![
            Column::new("prevu", "prévu", ""),
            Column::new("realise", "réalisé", ""),
            Column::new("retard_debut", "écart au début", "jours"),
            Column::new("retard_fin", "écart à la fin", "jours"),
        ],
        rows: found.entries.iter().map(row).collect(),
        spans: spans.collect(),
        ..Sheet::default()
    }
}

fn days(span: Option<(Day, Day)>) -> Option<(i32, i32)> {
    span.map(|(from, to)| (from.number(), to.number()))
}

fn trials(found: &Trials) -> Sheet {
    let value = |one: &Measured, value: f64| {
        let text = match one.ratio {
            Some((part, of)) if of < FEW => format!("{} sur {}", decimal(part, 0), decimal(of, 0)),
            _ if one.percent => format!("{}\u{a0}%", trimmed(value)),
            _ if one.unite.is_empty() => trimmed(value),
            _ => format!("{}\u{a0}{}", trimmed(value), one.unite),
        };
        Cell { text, data: Data::Number(value, value) }
    };
    let plain = |number: Option<f64>| {
        number.map_or_else(Cell::default, |number| Cell { text: trimmed(number), data: Data::Number(number, number) })
    };
    let target = |one: &Measured| {
        one.target.map_or_else(Cell::default, |target| Cell {
            text: format!("{}{}", trimmed(target), if one.percent { "\u{a0}%" } else { "" }),
            data: Data::Number(target, target),
        })
    };
    let gap = |one: &Measured| {
        one.gap().map_or_else(Cell::default, |gap| {
            let gap = (gap * 10.0).round() / 10.0;
            let sign = if gap > 0.0 { "+" } else { "" };
            let unit = match (one.percent, gap.abs() < 2.0) {
                (true, true) => "\u{a0}point",
                (true, false) => "\u{a0}points",
                (false, _) => "",
            };
            Cell { text: format!("{sign}{}{unit}", trimmed(gap)), data: Data::Number(gap, gap) }
        })
    };
    let row = |one: &Measured| {
        let level = if one.niveau.is_empty() { String::new() } else { format!(", {}", one.niveau) };
        let label = format!("{} {}{level}", one.name, one.solution);
        Row {
            names: vec![Name::new(&one.name, label.trim()), Name::new(&one.indicateur, &one.indicateur)],
            cells: vec![
                one.value.map_or_else(Cell::default, |number| value(one, number)),
                plain(one.n),
                target(one),
                gap(one),
            ],
        }
    };
    let notes =
        if found.empty.is_empty() { Vec::new() } else { vec![format!("Sans mesure\u{a0}: {}", listed(&found.empty))] };
    Sheet {
        key: "tests",
        title: "Ce que les essais ont mesuré".to_owned(),
        rule: Trials::RULE.to_owned(),
        axes: vec![("test", "essai"), ("indicateur", "indicateur")],
        columns: vec![
            Column::new("valeur", "valeur", "valeur"),
            Column::new("n", "n", "personnes"),
            Column::new("cible", "cible", "valeur"),
            Column::new("ecart", "écart", "valeur"),
        ],
        rows: found.measures.iter().map(row).collect(),
        notes,
        ..Sheet::default()
    }
}

/// A number with one decimal where it needs one.
fn trimmed(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    decimal(rounded, usize::from(rounded.fract() != 0.0))
}

fn deadlines(found: &Deadlines) -> Sheet {
    let row = |due: &crate::stats::deadlines::Deadline| Row {
        names: vec![Name::new(due.what.key(), due.what.words()), day_name(due.day, &due.date)],
        cells: vec![
            Cell::text(listed(&due.names)),
            Cell { text: left(due.left), data: Data::Number(due.left as f64, due.left as f64) },
        ],
    };
    Sheet {
        key: "echeances",
        title: "Échéances".to_owned(),
        rule: Deadlines::RULE.to_owned(),
        axes: vec![("echeance", "échéance"), ("jour", "date")],
        columns: vec![Column::new("fiches", "fiches", ""), Column::new("delai", "délai", "jours")],
        rows: found.all.iter().map(row).collect(),
        ..Sheet::default()
    }
}

fn day_name(day: Day, date: &str) -> Name {
    Name::new(&day.to_string(), date)
}

/// Returns « dans 12 jours », « aujourd’hui », « passée de 3 jours ».
pub(super) fn left(days: i64) -> String {
    let count = counted(days.unsigned_abs(), "jour", "jours");
    match days {
        0 => "ce jour".to_owned(),
        1.. => format!("dans {count}"),
        _ => format!("passée de {count}"),
    }
}
