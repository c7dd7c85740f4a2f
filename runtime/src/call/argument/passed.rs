//! References, options and lists of types with their own [`Argument`].
//!
//! Everything that is `Serialize` is an [`Argument`], so the trait cannot be implemented for `&T`, `Option<T>` or
//! `Vec<T>` of other types, too. The macros therefore write `(&&&Passed(&value)).argument()`, and Rust's method lookup
//! takes the first implementation that fits: for `&&Passed<…>` ([`TwoLayers`]), for `&Passed<…>` ([`OneLayer`]), for
//! `Passed<T>` ([`Plain`]).

use std::sync::Arc;

use super::serializer::Written;
use super::{Argument, ArgumentError, ArgumentValue};

/// An argument as it is passed to an action.
#[derive(Debug)]
pub struct Passed<'a, T>(pub &'a T);

/// Any argument. The bound is on the method, so that the compiler names a type that is none.
pub trait Plain<'a, T> {
    /// What the runtime takes.
    fn argument(&self) -> Any<'a>
    where
        T: Argument;
}

impl<'a, T> Plain<'a, T> for Passed<'a, T> {
    fn argument(&self) -> Any<'a>
    where
        T: Argument,
    {
        Any(self.0)
    }
}

/// `&T`, `Option<T>`, `Box<T>`, `Arc<T>`, `Vec<T>`, `[T; N]`
pub trait OneLayer {
    /// What the runtime takes.
    type Argument: Argument;
    /// What the runtime takes.
    fn argument(&self) -> Self::Argument;
}

/// `&&T`, `&Option<T>`, `Option<&T>`, `&[T]`, …
pub trait TwoLayers {
    /// What the runtime takes.
    type Argument: Argument;
    /// What the runtime takes.
    fn argument(&self) -> Self::Argument;
}

macro_rules! layers {
    ($(($($generics:tt)*) $trait:ident $passed:ty => $argument:ty, $value:ident => $taken:expr;)*) => {$(
        impl<'a, $($generics)*> $trait for $passed {
            type Argument = $argument;
            fn argument(&self) -> Self::Argument {
                let $value = self.0;
                $taken
            }
        }
    )*};
}

layers! {
    (T: Argument + ?Sized) OneLayer &Passed<'a, &T> => One<'a, T>, value => One(*value);
    (T: Argument + ?Sized) OneLayer &Passed<'a, Box<T>> => One<'a, T>, value => One(value);
    (T: Argument + ?Sized) OneLayer &Passed<'a, Arc<T>> => One<'a, T>, value => One(value);
    (T: Argument) OneLayer &Passed<'a, Option<T>> => Optional<'a, T>, value => Optional(value.as_ref());
    (T: Argument) OneLayer &Passed<'a, Vec<T>> => List<'a, T>, value => List(value);
    (T: Argument, const N: usize) OneLayer &Passed<'a, [T; N]> => List<'a, T>, value => List(value);
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, &&T> => One<'a, T>, value => One(**value);
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, &Box<T>> => One<'a, T>, value => One(*value);
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, &Arc<T>> => One<'a, T>, value => One(*value);
    (T: Argument) TwoLayers &&Passed<'a, &Option<T>> => Optional<'a, T>, value => Optional(value.as_ref());
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, Option<&T>> => Optional<'a, T>, value => Optional(*value);
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, Option<Box<T>>> => Optional<'a, T>,
        value => Optional(value.as_deref());
    (T: Argument + ?Sized) TwoLayers &&Passed<'a, Option<Arc<T>>> => Optional<'a, T>,
        value => Optional(value.as_deref());
    (T: Argument) TwoLayers &&Passed<'a, &Vec<T>> => List<'a, T>, value => List(value);
    (T: Argument) TwoLayers &&Passed<'a, &[T]> => List<'a, T>, value => List(value);
    (T: Argument, const N: usize) TwoLayers &&Passed<'a, &[T; N]> => List<'a, T>, value => List(*value);
}

/// A value of any type.
pub struct Any<'a>(&'a dyn Argument);

impl Argument for Any<'_> {
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
        self.0.value()
    }

    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        self.0.values()
    }
}

/// A value.
#[derive(Debug)]
pub struct One<'a, T: ?Sized>(&'a T);

impl<T: Argument + ?Sized> Argument for One<'_, T> {
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
        self.0.value()
    }

    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        self.0.values()
    }
}

/// A value that may be absent.
#[derive(Debug)]
pub struct Optional<'a, T: ?Sized>(Option<&'a T>);

impl<T: Argument + ?Sized> Argument for Optional<'_, T> {
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
        self.0.map_or(Ok(ArgumentValue::Absent), Argument::value)
    }

    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        self.0.map_or_else(|| Ok(Vec::new()), Argument::values)
    }
}

/// Several values.
#[derive(Debug)]
pub struct List<'a, T>(&'a [T]);

impl<T: Argument> Argument for List<'_, T> {
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
        self.values().map(|values| Written::Several(values).joined())
    }

    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        let values = self.0.iter().map(Argument::value);
        values.filter(|value| !matches!(value, Ok(ArgumentValue::Absent))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A type that is no `Serialize`.
    struct Id(&'static str);

    impl Argument for Id {
        fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
            Ok(self.0.into())
        }
    }

    macro_rules! text {
        ($value:expr) => {
            (&&&Passed(&$value)).argument().value().unwrap().as_str().map(str::to_owned)
        };
    }

    fn of_reference<T: Argument + ?Sized>(value: &T) -> Option<String> {
        text!(value)
    }

    #[test]
    fn own_types_behind_other_types() {
        let a = Some("a".to_owned());
        assert_eq!(text!(Id("a")), a);
        assert_eq!(text!(&Id("a")), a);
        assert_eq!(text!(&&Id("a")), a);
        assert_eq!(text!(Some(Id("a"))), a);
        assert_eq!(text!(&Some(Id("a"))), a);
        assert_eq!(text!(Some(&Id("a"))), a);
        assert_eq!(text!(None::<Id>), None);
        assert_eq!(text!(None::<&Id>), None);
        assert_eq!(text!(Arc::new(Id("a"))), a);
        assert_eq!(text!(&Arc::new(Id("a"))), a);
        assert_eq!(text!(Some(Arc::new(Id("a")))), a);
        assert_eq!(text!(Box::new(Id("a"))), a);
        assert_eq!(of_reference(&Id("a")), a);
        assert_eq!(of_reference("a"), a);
        assert_eq!(text!(vec![Id("a"), Id("b")]), Some("a,b".to_owned()));
        assert_eq!(text!([Id("a"), Id("b")].as_slice()), Some("a,b".to_owned()));
        assert_eq!(text!(Vec::<Id>::new()), None);
    }

    #[test]
    fn serializable_types_stay_as_they_are() {
        assert_eq!(text!("a"), Some("a".to_owned()));
        assert_eq!(text!(Some("a")), Some("a".to_owned()));
        assert_eq!(text!(None::<&str>), None);
        assert_eq!(text!(7), Some("7".to_owned()));
        assert_eq!(text!(&["a", "b"]), Some("a,b".to_owned()));
        assert_eq!(text!(&[Some("a"), None]), Some("a".to_owned()));
        assert_eq!(text!(("a", 1)), Some("a,1".to_owned()));
        assert_eq!((&&Passed(&vec!["x", "y,z"])).argument().values().unwrap().len(), 2);
    }
}
