//! Checks the signature: a method of a trait that borrows `self`.

use crate::errors::Errors;
use syn::{ReceiverKind, Signature};

pub(super) fn check(signature: &Signature, errors: &mut Errors) {
    let name = &signature.ident;
    match signature.receiver() {
        None => errors.at(
            name,
            format!(
                "`{name}` has no `self`: an action is called on a client or a resource, so write `fn {name}(&self, …)`"
            ),
        ),
        Some(receiver) => {
            if !matches!(receiver.kind, ReceiverKind::Reference(_, _, None)) {
                errors.at(receiver, "an action borrows what it is called on: write `&self`");
            }
        }
    }
    let plain = "an action is a plain `fn` or `async fn`: leave this out";
    if let Some(constness) = &signature.constness {
        errors.at(constness, plain);
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, plain);
    }
    if let syn::Safety::Safe(place) = &signature.safety {
        errors.at(place, plain);
    }
    if let syn::Safety::Unsafe(place) = &signature.safety {
        errors.at(place, plain);
    }
    if let Some(variadic) = &signature.variadic {
        errors.at(variadic, plain);
    }
}
