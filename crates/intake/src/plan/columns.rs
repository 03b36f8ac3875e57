//! Which column holds what, by the grammar of headings: «Срок», «Сроки исполнения», «Дата проведения» are one thing.

use records::plan::draft::{Column, Role};

use super::table::{Line, Table};
use crate::spelling::fold;

/// Rows looked at to find the headings.
const LOOKED_AT: usize = 60;
/// Longest heading.
const LONGEST: usize = 120;

/// The headings of a table: where they stand and what they say.
#[derive(Clone, Debug, Default)]
pub(super) struct Headings {
    /// Lines before the first measure: index into the lines of the table.
    pub first_line: usize,
    pub after: usize,
    pub columns: Vec<Heading>,
}

/// One heading.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub column: u32,
    pub width: u32,
    pub role: Role,
    pub title: String,
}

impl Headings {
    /// Finds them: a line that names what is done, and when or by whom.
    pub(super) fn find(table: &Table) -> Option<Self> {
        let (at, line) = table.lines.iter().enumerate().take(LOOKED_AT).find(|(_, line)| is_heading(line))?;
        let mut columns: Vec<Heading> = line
            .spots
            .iter()
            .map(|spot| Heading { column: spot.column, width: spot.span, role: role_of(&spot.text), title: spot.text.clone() })
            .collect();
        let mut after = at + 1;
        if let Some(second) = table.lines.get(after).filter(|second| divides(second, &columns)) {
            columns = divided(columns, second);
            after += 1;
        }
        settle(&mut columns);
        Some(Self { first_line: at, after, columns })
    }

    pub(super) fn of(&self, role: Role) -> Option<&Heading> {
        self.columns.iter().find(|heading| heading.role == role)
    }

    /// Whether a line repeats them.
    pub(super) fn again(&self, line: &Line) -> bool {
        let same =
            |heading: &Heading| line.spots.iter().any(|spot| spot.column == heading.column && fold(&spot.text) == fold(&heading.title));
        is_heading(line) && self.columns.iter().filter(|heading| same(heading)).count() >= 2
    }

    /// As the draft keeps them.
    pub(super) fn kept(&self) -> Vec<Column> {
        self.columns.iter().map(|heading| Column { role: heading.role, title: heading.title.clone() }).collect()
    }
}

fn is_heading(line: &Line) -> bool {
    let roles: Vec<Role> = line.spots.iter().filter(|spot| spot.text.chars().count() <= LONGEST).map(|spot| role_of(&spot.text)).collect();
    let says = |role| roles.contains(&role);
    roles.len() >= 2 && (says(Role::Text) || says(Role::Block)) && (says(Role::When) || says(Role::Owners))
}

/// What a heading names. The order matters: «Сроки исполнения» is a date, «Ответственный исполнитель» a person, «Отметка об исполнении» neither.
pub(super) fn role_of(title: &str) -> Role {
    let folded = fold(title);
    let folded = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '№');
    let has = |stems: &[&str]| stems.iter().any(|stem| folded.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(stem)));
    if folded.starts_with('№') || matches!(folded, "п/п" | "nn" | "n" | "n п/п" | "номер") {
        Role::Number
    } else if has(&["отметк", "фактич", "факт"]) {
        Role::Done
    } else if has(&["срок", "дата", "даты", "период", "месяц", "время", "когда"]) {
        Role::When
    } else if has(&["ответствен", "исполнител", "кто", "отвечает"]) {
        Role::Owners
    } else if has(&["ожидаем", "результат", "выход", "форма", "документ", "подтвержден", "продукт", "показател", "итог"])
    {
        Role::Expected
    } else if has(&["выполнен", "исполнен"]) {
        Role::Done
    } else if has(&["мероприят", "содержан", "мера", "меры", "действи", "виды", "вид", "наименован", "задач", "тема", "вопрос", "что"])
    {
        Role::Text
    } else if has(&["направлен", "раздел", "блок", "модул"]) {
        Role::Block
    } else {
        Role::Other
    }
}

/// Whether the next line divides a wide heading («Сроки»: «план», «факт») instead of holding a measure.
fn divides(line: &Line, columns: &[Heading]) -> bool {
    let wide = columns.iter().any(|heading| heading.width > 1);
    let own = |heading: &Heading| line.over(heading.column, heading.width).iter().any(|spot| !spot.from_above);
    let text = columns.iter().find(|heading| heading.role == Role::Text);
    wide && text.is_some_and(|text| !own(text)) && columns.iter().any(|heading| heading.width > 1 && own(heading))
}

fn divided(columns: Vec<Heading>, line: &Line) -> Vec<Heading> {
    let parts = |heading: Heading| {
        let inside: Vec<Heading> = line
            .over(heading.column, heading.width)
            .into_iter()
            .filter(|spot| !spot.from_above && heading.width > 1)
            .map(|spot| Heading { column: spot.column, width: spot.span, ..named(&heading, &spot.text) })
            .collect();
        if inside.is_empty() { vec![heading] } else { inside }
    };
    columns.into_iter().flat_map(parts).collect()
}

fn named(heading: &Heading, part: &str) -> Heading {
    let own = role_of(part);
    let role = if own == Role::Other { heading.role } else { own };
    Heading { role, title: format!("{} / {part}", heading.title), ..heading.clone() }
}

/// One column a role: a second one of the same is kept as another column; «Направление» holds the measures where nothing else does.
fn settle(columns: &mut [Heading]) {
    if !columns.iter().any(|heading| heading.role == Role::Text)
        && let Some(block) = columns.iter_mut().find(|heading| heading.role == Role::Block)
    {
        block.role = Role::Text;
    }
    let mut met = Vec::new();
    for heading in columns.iter_mut() {
        if met.contains(&heading.role) {
            heading.role = Role::Other;
        }
        met.push(heading.role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_they_hold() {
        for (title, role) in [
            ("№", Role::Number),
            ("№ п/п", Role::Number),
            ("Мероприятие", Role::Text),
            ("Содержание деятельности", Role::Text),
            ("Блоки работы, мероприятия", Role::Text),
            ("Направление деятельности", Role::Block),
            ("Сроки исполнения", Role::When),
            ("Срок", Role::When),
            ("Дата проведения", Role::When),
            ("Ответственный", Role::Owners),
            ("Ответственные за выполнение", Role::Owners),
            ("Исполнители", Role::Owners),
            ("Ожидаемый результат", Role::Expected),
            ("Форма представления итогов", Role::Expected),
            ("Отметка о выполнении", Role::Done),
            ("Отметка об исполнении", Role::Done),
            ("Дата (факт)", Role::Done),
            ("Целевая группа", Role::Other),
        ] {
            assert_eq!(role_of(title), role, "{title}");
        }
    }
}
