//! Invented names for layouts that carry them. The data know no names: they are made here, from short lists, by participant, and go nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{Dataset, PersonId};

/// Surname, name, patronymic.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FullName {
    /// Surname.
    pub surname: String,
    /// Name.
    pub name: String,
    /// Patronymic.
    pub patronymic: String,
}

impl FullName {
    /// «Иванов Пётр Сергеевич».
    #[must_use]
    pub fn whole(&self) -> String {
        format!("{} {} {}", self.surname, self.name, self.patronymic)
    }

    /// «Иванов П. С.», never parted at the end of a line.
    #[must_use]
    pub fn short(&self) -> String {
        let initial = |word: &str| word.chars().next().map_or_else(String::new, |letter| format!("{letter}."));
        format!("{}\u{a0}{}\u{a0}{}", self.surname, initial(&self.name), initial(&self.patronymic))
    }

    /// The invented name of somebody: the same for the same seed and words.
    pub(crate) fn invented(seed: u64, whose: &str, man: bool) -> Self {
        make(digest(seed, whose), man)
    }
}

/// Names of all participants of a data set; no two are alike.
#[derive(Clone, Debug, Default)]
pub struct Names {
    of: BTreeMap<PersonId, FullName>,
}

impl Names {
    /// Gives every participant a name: the same for the same seed and participants.
    #[must_use]
    pub fn invent(data: &Dataset, seed: u64) -> Self {
        let boys: BTreeMap<PersonId, bool> = data.pupils.iter().map(|pupil| (pupil.person, pupil.sex == Some('м'))).collect();
        let mut taken = BTreeSet::new();
        let mut of = BTreeMap::new();
        for (id, participant) in (0_u32..).zip(data.person_names.iter()) {
            let person = PersonId(id);
            let boy = boys.get(&person).copied().unwrap_or(id % 2 == 0);
            let mut turn = digest(seed, participant);
            let mut name = make(turn, boy);
            while !taken.insert(name.clone()) {
                turn = scramble(turn);
                name = make(turn, boy);
            }
            of.insert(person, name);
        }
        Self { of }
    }

    /// Name of a participant.
    #[must_use]
    pub fn of(&self, person: PersonId) -> Option<&FullName> {
        self.of.get(&person)
    }

    /// The whole name, or an empty string.
    pub(super) fn whole(&self, person: PersonId) -> String {
        self.of(person).map(FullName::whole).unwrap_or_default()
    }
}

fn make(turn: u64, boy: bool) -> FullName {
    let pick = |list: &[&str], shift: u32| list[((turn >> shift) % list.len() as u64) as usize].to_owned();
    let surname = pick(SURNAMES, 0);
    let father = pick(FATHERS, 40);
    if boy {
        return FullName { surname, name: pick(BOYS, 20), patronymic: format!("{father}ич") };
    }
    FullName { surname: format!("{surname}а"), name: pick(GIRLS, 20), patronymic: format!("{father}на") }
}

/// FNV-1a of the participant, mixed with the seed.
fn digest(seed: u64, participant: &str) -> u64 {
    scramble(
        participant.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)),
    )
}

/// The splitmix64 mixer.
const fn scramble(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Surnames that take «а» for girls.
const SURNAMES: &[&str] = &[
    "Берёзов",
    "Ветров",
    "Горин",
    "Дубравин",
    "Ершов",
    "Жаворонков",
    "Заречнов",
    "Ивушкин",
    "Калинин",
    "Ладогин",
    "Муравьёв",
    "Ненашев",
    "Озёров",
    "Перелесов",
    "Росин",
    "Соловьёв",
    "Тропинин",
    "Усольцев",
    "Филинов",
    "Холмов",
    "Цветаев",
    "Черёмухин",
    "Шишкин",
    "Щеглов",
    "Юрьев",
    "Ясенев",
    "Абрамцев",
    "Боровиков",
    "Воронцов",
    "Гаврилов",
    "Дроздов",
    "Елисеев",
    "Журавлёв",
    "Зимин",
    "Ильин",
    "Корнеев",
    "Листопадов",
    "Мельников",
    "Никонов",
    "Орехов",
    "Полянин",
    "Рябинин",
    "Снегирёв",
    "Туманов",
    "Ухов",
    "Фомин",
    "Хлебников",
    "Чайкин",
    "Шорохов",
    "Яблоков",
    "Алёшин",
    "Багров",
    "Вересов",
    "Гусев",
    "Дёмин",
    "Ежов",
    "Зорин",
    "Кленов",
    "Лугов",
    "Морошкин",
];

const BOYS: &[&str] = &[
    "Александр",
    "Алексей",
    "Андрей",
    "Артём",
    "Борис",
    "Василий",
    "Виктор",
    "Глеб",
    "Григорий",
    "Даниил",
    "Дмитрий",
    "Егор",
    "Иван",
    "Игорь",
    "Кирилл",
    "Константин",
    "Лев",
    "Максим",
    "Матвей",
    "Михаил",
    "Никита",
    "Николай",
    "Олег",
    "Павел",
    "Пётр",
    "Роман",
    "Семён",
    "Сергей",
    "Степан",
    "Тимофей",
    "Фёдор",
    "Юрий",
];

const GIRLS: &[&str] = &[
    "Александра",
    "Алина",
    "Алёна",
    "Анастасия",
    "Анна",
    "Варвара",
    "Василиса",
    "Вера",
    "Виктория",
    "Галина",
    "Дарья",
    "Ева",
    "Екатерина",
    "Елена",
    "Елизавета",
    "Зоя",
    "Ирина",
    "Кира",
    "Ксения",
    "Лидия",
    "Любовь",
    "Маргарита",
    "Мария",
    "Милана",
    "Надежда",
    "Наталья",
    "Нина",
    "Ольга",
    "Полина",
    "София",
    "Татьяна",
    "Ульяна",
];

/// Patronymics without their ending (-ич, -на).
const FATHERS: &[&str] = &[
    "Александров",
    "Алексеев",
    "Андреев",
    "Борисов",
    "Викторов",
    "Владимиров",
    "Денисов",
    "Евгеньев",
    "Иванов",
    "Игорев",
    "Константинов",
    "Максимов",
    "Михайлов",
    "Николаев",
    "Олегов",
    "Павлов",
    "Петров",
    "Романов",
    "Сергеев",
    "Станиславов",
    "Фёдоров",
    "Юрьев",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_repeatable_and_agree_in_gender() {
        let mut data = Dataset::default();
        for n in 0..1500 {
            data.person_names.intern(&format!("p{n}"));
        }
        let (first, again) = (Names::invent(&data, 4), Names::invent(&data, 4));
        assert_eq!(first.of, again.of);
        let all: BTreeSet<String> = first.of.values().map(FullName::whole).collect();
        assert_eq!(all.len(), 1500);
        let girl = make(7, false);
        assert!(girl.surname.ends_with('а') && girl.patronymic.ends_with("вна"));
    }
}
