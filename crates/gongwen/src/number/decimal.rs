use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number: `mantissa / 10^scale`. Operations that would overflow give `None`.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// More places than this behind the point, or digits before it, are no figure of a circular.
const MOST_DIGITS: u32 = 28;

/// The first number that has too many digits.
const LIMIT: u128 = 10_u128.pow(MOST_DIGITS);

impl Decimal {
    /// `mantissa / 10^scale`; `None` where that has more than 28 places.
    ///
    /// ```
    /// use gongwen::number::Decimal;
    /// assert_eq!(Decimal::new(1250, 2).unwrap().to_string(), "12.50");
    /// ```
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Option<Self> {
        (scale <= MOST_DIGITS && mantissa.unsigned_abs() < LIMIT).then_some(Self { mantissa, scale })
    }

    pub(crate) const fn whole(value: u32) -> Self {
        Self { mantissa: value as i128, scale: 0 }
    }

    /// Multiplied by a power of ten, which may be negative: percent from per mille.
    #[must_use]
    pub fn shifted(self, power: i32) -> Option<Self> {
        let places = self.scale.cast_signed() - power;
        if places >= 0 {
            return Self::new(self.mantissa, places.cast_unsigned()).map(Self::trimmed);
        }
        let factor = 10_i128.checked_pow(places.unsigned_abs())?;
        Self::new(self.mantissa.checked_mul(factor)?, 0)
    }

    /// The product, without zeros behind the point.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Self::new(mantissa, self.scale + other.scale).map(Self::trimmed)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (a, b, scale) = aligned(self, other)?;
        Self::new(a.checked_add(b)?, scale)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { mantissa: -other.mantissa, ..other })
    }

    /// The quotient, rounded to `places` behind the point, half away from zero.
    #[must_use]
    pub fn over(self, other: Self, places: u32) -> Option<Self> {
        let (a, b, _) = aligned(self, other)?;
        if b == 0 {
            return None;
        }
        let scaled = a.checked_mul(10_i128.checked_pow(places + 1)?)? / b;
        let rounded = (scaled + 5 * scaled.signum()) / 10;
        Self::new(rounded, places)
    }

    /// Rounded to `places` behind the point, half away from zero.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        if self.scale <= places {
            return self;
        }
        let unit = 10_i128.pow(self.scale - places);
        Self { mantissa: (self.mantissa + unit / 2 * self.mantissa.signum()) / unit, scale: places }
    }

    /// How many places stand behind the point.
    #[must_use]
    pub fn places(self) -> u32 {
        self.scale
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self { mantissa: self.mantissa.abs(), ..self }
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    fn trimmed(mut self) -> Self {
        // Nearly all numbers are small, and division of large ones is slow.
        if let Ok(mut small) = i64::try_from(self.mantissa) {
            while self.scale > 0 && small % 10 == 0 {
                small /= 10;
                self.scale -= 1;
            }
            self.mantissa = i128::from(small);
            return self;
        }
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

fn aligned(a: Decimal, b: Decimal) -> Option<(i128, i128, u32)> {
    let scale = a.scale.max(b.scale);
    let at = |d: Decimal| d.mantissa.checked_mul(10_i128.checked_pow(scale - d.scale)?);
    Some((at(a)?, at(b)?, scale))
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    /// By value: 1.50 is 1.5.
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.trimmed(), other.trimmed());
        match aligned(a, b) {
            Some((a, b, _)) => a.cmp(&b),
            // Numbers of at most 28 digits can only overflow where one has a much larger whole part.
            None => a.scale.cmp(&b.scale).reverse(),
        }
    }
}

impl fmt::Display for Decimal {
    /// As a decimal string, with the places that were written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let unit = 10_u128.pow(self.scale);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let size = self.mantissa.unsigned_abs();
        write!(f, "{sign}{}.{:0width$}", size / unit, size % unit, width = self.scale as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(mantissa: i128, scale: u32) -> Decimal {
        Decimal::new(mantissa, scale).unwrap()
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(decimal(78, 1).minus(decimal(12, 1)).unwrap().to_string(), "6.6");
        assert_eq!(decimal(45, 1).shifted(4).unwrap().to_string(), "45000");
        assert_eq!(decimal(34, 1).shifted(-1).unwrap().to_string(), "0.34");
        assert_eq!(Decimal::whole(2).over(Decimal::whole(3), 6).unwrap().to_string(), "0.666667");
        assert_eq!(Decimal::whole(3).over(Decimal::whole(4), 6).unwrap().trimmed().to_string(), "0.75");
        assert_eq!(decimal(150, 2), decimal(15, 1));
        assert!(decimal(9, 1) < Decimal::whole(1));
        assert_eq!(decimal(9715, 2).rounded(1).to_string(), "97.2");
    }

    #[test]
    fn what_is_out_of_bounds_is_none() {
        assert!(Decimal::new(10_i128.pow(28), 0).is_none());
        assert!(decimal(10_i128.pow(27), 0).shifted(8).is_none());
        assert!(decimal(10_i128.pow(27), 0).times(decimal(10_i128.pow(27), 0)).is_none());
        assert!(Decimal::whole(1).over(Decimal::whole(0), 6).is_none());
    }
}
