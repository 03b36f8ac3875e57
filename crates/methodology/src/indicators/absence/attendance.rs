//! Who of the list wrote: every row's seat, and attendance as it would be once more were nothing done.

use psychometrics::stream::Stream;

use super::{DAYS, MARKS, Usual, lists, usual_elsewhere};
use crate::indicators::Examined;
use records::dataset::Sitting;
use records::vocabulary::Attendance;

/// Set and journal mark (as a place from 2) of every row of the sitting; journals of another scale tell no weak and strong ones.
pub(super) fn seats(work: &Examined<'_>) -> Vec<Option<(usize, Option<usize>)>> {
    let mut places: Vec<((u32, u32), usize)> = work.panel.sets.iter().enumerate().map(|(at, set)| ((set.school, set.class), at)).collect();
    places.sort_unstable();
    let sitting = work.sitting;
    let other_scale = sitting.prior.iter().flatten().any(|mark| usize::from(*mark) >= MARKS + 2);
    let seat = |row: usize| {
        let place = places.binary_search_by_key(&(sitting.school[row].0, sitting.class[row].0), |place| place.0).ok()?;
        let mark = sitting.prior[row].and_then(|mark| usize::from(mark).checked_sub(2)).filter(|mark| *mark < MARKS && !other_scale);
        Some((places[place].1, mark))
    };
    (0..sitting.len()).map(seat).collect()
}

/// Attendance as it would be once more, were nothing done: the kind of day, the habit of the class and each pupil drawn from what is usual in the other schools.
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
        let mut day = |usual: &Usual| {
            let habits: Vec<(f64, f64)> = usual.habits().collect();
            let habit = habits[stream.pick(&habits.iter().map(|habit| habit.1).collect::<Vec<f64>>()).ok()?].0;
            Some(usual.on(DAYS[stream.pick(&usual.days).ok()?], habit))
        };
        let rates: Vec<Option<[f64; MARKS]>> = self.usual.iter().map(|usual| usual.as_ref().and_then(&mut day)).collect();
        for (seat, status) in self.seats.iter().zip(&mut out.status) {
            let Some((set, Some(mark))) = seat else { continue };
            let Some(rates) = rates.get(*set).copied().flatten() else { continue };
            let Ok(absent) = stream.chance(rates[*mark]) else { continue };
            *status = if absent { Attendance::Absent } else { Attendance::Present };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: usize = 4_000;

    /// A sitting of one long list; marks go round 2, 3, 4, 5; every 16th pupil has none, and every second of those is away.
    fn of(usual: Option<Usual>) -> (Attendances, Sitting) {
        let mark = |row: usize| (!row.is_multiple_of(16)).then_some(row % MARKS);
        let seats = (0..N).map(|row| Some((0, mark(row)))).collect();
        let status = (0..N).map(|row| if row % 32 == 0 { Attendance::Absent } else { Attendance::Present }).collect();
        (Attendances { usual: vec![usual], seats }, Sitting { status, ..Sitting::default() })
    }

    #[test]
    fn pupils_are_away_as_often_as_is_usual() {
        let usual = Usual { rates: [0.3, 0.15, 0.08, 0.04], days: [0.0, 0.0, 1.0, 0.0, 0.0, 0.0], tau: 0.0 };
        let (attendances, sitting) = of(Some(usual));
        let drawn = attendances.draw(&sitting, &mut Stream::of(1, "a", 0));
        for (mark, rate) in usual.rates.iter().enumerate() {
            let own: Vec<Attendance> = (0..N).filter(|row| row % 16 != 0 && row % MARKS == mark).map(|row| drawn.status[row]).collect();
            let away = own.iter().filter(|status| **status == Attendance::Absent).count() as f64 / own.len() as f64;
            let error = (rate * (1.0 - rate) / own.len() as f64).sqrt();
            assert!((away - rate).abs() < 4.0 * error, "mark {}: {away} for {rate} ± {error}", mark + 2);
        }
        assert!((0..N).step_by(16).all(|row| drawn.status[row] == sitting.status[row]), "without a mark nothing is known");
        assert_eq!(drawn.status, attendances.draw(&sitting, &mut Stream::of(1, "a", 0)).status);
        assert_ne!(drawn.status, attendances.draw(&sitting, &mut Stream::of(1, "a", 1)).status);
    }

    #[test]
    fn a_set_without_a_reference_keeps_its_attendance() {
        let (attendances, sitting) = of(None);
        assert_eq!(attendances.draw(&sitting, &mut Stream::of(1, "a", 0)).status, sitting.status);
    }

    /// On a day eight times the usual odds many are away; that day comes as often as it is said to.
    #[test]
    fn an_epidemic_comes_as_often_as_is_usual() {
        let (attendances, sitting) = of(Some(Usual { rates: [0.05; MARKS], days: [0.0, 0.0, 0.75, 0.0, 0.0, 0.25], tau: 0.0 }));
        let ill = (0..400)
            .filter(|day| {
                let drawn = attendances.draw(&sitting, &mut Stream::of(2, "days", *day));
                drawn.status.iter().filter(|status| **status == Attendance::Absent).count() > N / 8
            })
            .count();
        assert!((ill as f64 / 400.0 - 0.25).abs() < 0.09, "{ill} of 400 days; four standard errors");
    }
}
