//! Who of the list wrote: every row's seat, and attendance as it would be once more were nothing done.

use psychometrics::stream::Stream;

use super::{DAYS, MARKS, Usual, lists, usual_elsewhere};
use crate::dataset::Sitting;
use crate::indicators::Examined;
use crate::words::Attendance;

/// Set and journal mark (as a place from 2) of every row of the sitting.
pub(super) fn seats(work: &Examined<'_>) -> Vec<Option<(usize, Option<usize>)>> {
    let mut places: Vec<((u32, u32), usize)> = work.panel.sets.iter().enumerate().map(|(at, set)| ((set.school, set.class), at)).collect();
    places.sort_unstable();
    let sitting = work.sitting;
    let seat = |row: usize| {
        let place = places.binary_search_by_key(&(sitting.school[row].0, sitting.class[row].0), |place| place.0).ok()?;
        let mark = sitting.prior[row].and_then(|mark| usize::from(mark).checked_sub(2)).filter(|mark| *mark < MARKS);
        Some((places[place].1, mark))
    };
    (0..sitting.len()).map(seat).collect()
}

/// Attendance as it would be once more, were nothing done: the kind of day and each pupil drawn from what is usual in the other schools.
#[derive(Clone, Debug)]
pub struct Attendances {
    usual: Vec<Option<Usual>>,
    /// Set and journal mark of every row.
    seats: Vec<Option<(usize, Option<usize>)>>,
}

impl Attendances {
    /// Of a work.
    #[must_use]
    pub fn of(work: &Examined<'_>) -> Self {
        Self { usual: usual_elsewhere(work, &lists(work)), seats: seats(work) }
    }

    /// The sitting with attendance drawn anew; sets without a reference keep theirs. The same stream gives the same attendance.
    #[must_use]
    pub fn draw(&self, sitting: &Sitting, stream: &mut Stream) -> Sitting {
        let mut out = sitting.clone();
        let day = |usual: &Option<Usual>| usual.as_ref().map(|usual| usual.on(DAYS[stream.pick(&usual.days)]));
        let rates: Vec<Option<[f64; MARKS]>> = self.usual.iter().map(day).collect();
        for (seat, status) in self.seats.iter().zip(&mut out.status) {
            let Some((set, Some(mark))) = seat else { continue };
            let Some(rates) = rates.get(*set).copied().flatten() else { continue };
            *status = if stream.chance(rates[*mark]) { Attendance::Absent } else { Attendance::Present };
        }
        out
    }
}
