# Words around numbers.
range = { $low } to { $high }
period-quarter = quarter { $n }
period-trimester = trimester { $n }
period-half = half-year { $n }
period-interim = interim attestation
period-year = year
period-final = final
