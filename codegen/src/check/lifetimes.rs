//! Types as a constant names them.

use syn::visit_mut::{VisitMut, visit_type_mut};
use syn::{Ident, Lifetime, Type};

/// The type with every lifetime `'static`: a constant has no others.
pub(crate) fn with_static_lifetimes(ty: &Type) -> Type {
    let mut ty = ty.clone();
    Static.visit_type_mut(&mut ty);
    ty
}

struct Static;

impl VisitMut for Static {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        lifetime.ident = Ident::new("static", lifetime.ident.span());
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        visit_type_mut(self, ty);
        if let Type::Reference(reference) = ty
            && reference.lifetime.is_none()
        {
            reference.lifetime = Some(Lifetime::new("'static", reference.and_token.span));
        }
    }
}
