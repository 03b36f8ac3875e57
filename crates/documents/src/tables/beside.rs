//! `beside.csv`: what others compute, as they do: four federal-style markers and the INVALSI class index. They take no part in the screen.

use records::beside::{Lacking, Marker, SetBeside};
use records::study::SetStudy;
use records::text::Lang;

use super::cells::{document as csv, flag, number, text};
use super::signals::{SET_KEYS, keys};
use crate::Material;
use crate::document::{Document, DocumentsError};

pub(super) const COLUMNS: [&str; 14] = [
    "n",
    "m1",
    "m1_on",
    "m2",
    "m2_on",
    "m3",
    "m3_on",
    "m4",
    "m4_on",
    "markers",
    "class_index",
    "class_index_second",
    "lacking_ru",
    "lacking_en",
];

/// The table; None where no set is compared with other schools.
pub(super) fn document(material: &Material<'_>) -> Result<Option<Document>, DocumentsError> {
    let shown: Vec<(&SetStudy, &SetBeside)> = material.study.sets.iter().filter_map(|set| Some((set, set.beside.as_ref()?))).collect();
    if shown.is_empty() {
        return Ok(None);
    }
    let head: Vec<&str> = SET_KEYS.iter().chain(&COLUMNS).copied().collect();
    csv("beside.csv", &head, shown.into_iter().map(|(set, beside)| row(set, beside))).map(Some)
}

fn row(set: &SetStudy, beside: &SetBeside) -> Vec<String> {
    let mut cells: Vec<String> = keys(set, &set.class).to_vec();
    cells.push(beside.n.to_string());
    cells.extend(beside.markers.iter().flat_map(marker));
    cells.push(beside.sum.map_or_else(String::new, |sum| sum.to_string()));
    let index = beside.index.as_ref().ok();
    cells.extend([number(index.map(|index| index.first)), number(index.and_then(|index| index.second))]);
    cells.extend([Lang::Ru, Lang::En].map(|lang| text(&lacking(beside, lang))));
    cells
}

fn marker(marker: &Result<Marker, Lacking>) -> [String; 2] {
    let known = marker.as_ref().ok();
    [number(known.map(|marker| marker.value)), known.map_or_else(String::new, |marker| flag(marker.on))]
}

/// Why something has no value, each reason once.
fn lacking(beside: &SetBeside, lang: Lang) -> String {
    let markers = beside.markers.iter().filter_map(|marker| marker.as_ref().err());
    let mut reasons: Vec<String> = Vec::new();
    for reason in markers.chain(beside.index.as_ref().err()).map(|lacking| lacking.text().in_lang(lang).to_owned()) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    reasons.join("; ")
}

#[cfg(test)]
mod tests {
    use crate::sample::sample;

    #[test]
    fn what_others_compute_by_hand() {
        let sample = sample();
        let made = super::document(&sample.material(super::Lang::Ru)).unwrap().unwrap();
        let mut reader = csv::Reader::from_reader(made.bytes.as_slice());
        let head = reader.headers().unwrap().iter().skip(4).collect::<Vec<&str>>().join(",");
        assert_eq!(head, "n,m1,m1_on,m2,m2_on,m3,m3_on,m4,m4_on,markers,class_index,class_index_second,lacking_ru,lacking_en");
        let row = reader.records().next().unwrap().unwrap();
        let cells: Vec<&str> = row.iter().skip(5).collect();
        assert_eq!(cells, ["17.5", "0", "", "", "2.25", "1", "-0.125", "0", "1", "0.625", "", "нет отметок журнала", "no journal marks"]);
    }

    #[test]
    fn a_school_alone_has_no_such_table() {
        let mut sample = sample();
        sample.study.sets.iter_mut().for_each(|set| set.beside = None);
        assert!(super::document(&sample.material(super::Lang::Ru)).unwrap().is_none());
    }
}
