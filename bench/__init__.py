"""Speed, measured against what is required: `make bench`. Not part of CI, whose machines are not measuring devices."""
