//! The notice to families: a page each, with what to read, the code to confirm by, and a part to sign by hand and return.

use jiff::civil::Date;
use words::families;

use super::super::paper::{Block, Paper};
use super::{Letterhead, Sheet, day, qr};

/// Letters of a text that stand on a page beside all the rest.
const MOST: usize = 1_400;

/// Notices to the families of a class.
#[derive(Clone, PartialEq, Eq)]
pub struct Notice {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// What is read.
    pub title: String,
    /// Its text; empty where it is a file.
    pub text: String,
    /// The last day to read it.
    pub until: Option<Date>,
    /// The class.
    pub class: String,
    /// Where the code is typed; None where no other machine reaches the office.
    pub address: Option<String>,
    /// A page each.
    pub families: Vec<NoticeOf>,
}

/// What stands on one family's page alone.
#[derive(Clone, PartialEq, Eq)]
pub struct NoticeOf {
    /// The pupil.
    pub pupil: String,
    /// The code.
    pub code: String,
}

impl Notice {
    /// The paper. No checkpoint of the journal is on it: it goes to families.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let title = families::notice(lang);
        let mut paper = Paper {
            lang,
            letterhead: Some(self.letterhead.school.clone()),
            title: title.clone(),
            subtitle: String::new(),
            date: self.letterhead.date,
            blocks: Vec::new(),
            footer: self.letterhead.school.lines().next().unwrap_or_default().to_owned(),
            mark: None,
            landscape: false,
            // Every page goes to another family: «страница 3 из 13» would say that there are more of it.
            numbered: false,
        };
        for (at, family) in self.families.iter().enumerate() {
            if at > 0 {
                paper.blocks.push(Block::Opening { letterhead: self.letterhead.school.clone(), title: title.clone() });
            }
            self.page(&mut paper, family);
        }
        Sheet(paper)
    }

    fn page(&self, paper: &mut Paper, family: &NoticeOf) {
        let lang = self.letterhead.lang;
        let whose = format!("{}, {}", family.pupil, self.class);
        paper.pair(format!("{}: {whose}", families::notice_pupil(lang)), day(self.letterhead.date));
        paper.text(families::notice_ask(lang));
        paper.lead(self.title.clone());
        if let Some(until) = self.until {
            paper.text(format!("{}: {}", families::notice_until(lang), day(until)));
        }
        if self.text.is_empty() || self.text.chars().count() > MOST {
            paper.text(families::notice_long(lang));
        } else {
            paper.text(self.text.clone());
        }
        let by_code =
            self.address.as_ref().map_or_else(|| families::notice_by_code_local(lang), |address| families::notice_by_code(lang, address));
        paper.steps(vec![by_code, families::notice_by_hand(lang)]);
        let svg = self.address.as_deref().and_then(qr);
        let alt = svg.as_ref().map(|_| families::notice_qr(lang));
        let key = Block::Key { word: family.code.clone(), text: families::notice_code(lang), alt, svg: svg.unwrap_or_default() };
        paper.blocks.push(key);
        paper.note(families::notice_once(lang));
        paper.blocks.push(Block::Cut { text: families::notice_cut(lang) });
        paper.text(families::notice_signed(lang, &self.title));
        paper.text(format!("{}: {whose}", families::notice_pupil(lang)));
        paper.pair(
            format!("{} ______________________", families::notice_who(lang)),
            format!("{} ______________________", families::notice_signature(lang)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// A page a family, each with its own code; of other families nothing.
    /// covers: R39
    #[test]
    fn a_family_has_a_page_with_its_code() {
        let sheet = sample::notice().compose().0;
        let pages: Vec<&[Block]> = sheet.blocks.split(|block| matches!(block, Block::Opening { .. })).collect();
        assert_eq!(pages.len(), 2);
        let text = |page: &[Block]| serde_json::to_string(page).unwrap();
        let (first, second) = (text(pages[0]), text(pages[1]));
        for part in ["Ёлкин Пётр Ильич, 7А", "ACD34-XY7KM", "19.10.2026", "https://192.168.1.20:8443/read", "отреза", "Работы пройдут"]
        {
            assert!(first.contains(part), "{part}: {first}");
        }
        assert!(second.contains("7KM2A-HTW9P") && !second.contains("Ёлкин") && !first.contains("Зимина"));
        assert!(!first.contains("q83v") && sheet.mark.is_none(), "no checkpoint of the journal goes to families");
    }

    /// A page of a family is a paper by itself: none says that it is one of many.
    #[test]
    fn pages_of_families_have_no_numbers() {
        let word = |sheet: &Sheet| {
            let bytes = sheet.press(super::super::Form::Word).unwrap();
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let foot = archive.file_names().filter_map(Result::ok).find(|name| name.starts_with("word/footer")).unwrap().into_owned();
            std::io::read_to_string(archive.by_name(&foot).unwrap()).unwrap()
        };
        let (families, order) = (word(&sample::notice().compose()), word(&sample::order().compose()));
        assert!(families.contains("Гимназия") && !families.contains("страница") && !families.contains("NUMPAGES"), "{families}");
        assert!(order.contains("страница") && order.contains("NUMPAGES"), "{order}");
    }

    /// Where nobody else reaches the office no address is given, and a long text stands on the page alone.
    #[test]
    fn an_address_nobody_reaches_is_not_given() {
        let notice = Notice { address: None, text: "слово ".repeat(900), ..sample::notice() };
        let text = serde_json::to_string(&notice.compose().0).unwrap();
        assert!(!text.contains("http") && text.contains("попросите в школе") && !text.contains("слово слово"), "{text}");
    }
}
