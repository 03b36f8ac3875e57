//! The time zones a school of the country can lie in, by their names in the zone data.

/// Zone, and by how many hours its clocks are ahead of those in Moscow, with a city people know it by.
pub const ZONES: [(&str, i32, &str, &str); 11] = [
    ("Europe/Kaliningrad", -1, "Калининград", "Kaliningrad"),
    ("Europe/Moscow", 0, "Москва", "Moscow"),
    ("Europe/Samara", 1, "Самара", "Samara"),
    ("Asia/Yekaterinburg", 2, "Екатеринбург", "Yekaterinburg"),
    ("Asia/Omsk", 3, "Омск", "Omsk"),
    ("Asia/Krasnoyarsk", 4, "Красноярск", "Krasnoyarsk"),
    ("Asia/Irkutsk", 5, "Иркутск", "Irkutsk"),
    ("Asia/Yakutsk", 6, "Якутск", "Yakutsk"),
    ("Asia/Vladivostok", 7, "Владивосток", "Vladivostok"),
    ("Asia/Magadan", 8, "Магадан", "Magadan"),
    ("Asia/Kamchatka", 9, "Камчатка", "Kamchatka"),
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::ZONES;

    #[test]
    fn the_zones_are_those_of_the_zone_data() {
        let noon = date(2026, 11, 27).at(12, 0, 0, 0);
        let offset = |zone: &str| noon.in_tz(zone).unwrap().offset().seconds() / 3600;
        for (zone, ahead, ..) in ZONES {
            assert_eq!(offset(zone) - offset("Europe/Moscow"), ahead, "{zone}");
        }
    }
}
