# Words around numbers.
range = { $low } to { $high }
period-quarter = quarter { $n }
period-trimester = trimester { $n }
period-half = half-year { $n }
period-interim = interim attestation
period-year = year
period-final = final
unit-points = { $n ->
    [one] point
   *[other] points
}
unit-marks = { $n ->
    [one] mark
   *[other] marks
}
unit-pupils = { $n ->
    [one] pupil
   *[other] pupils
}
unit-logits = { $n ->
    [one] logit
   *[other] logits
}
