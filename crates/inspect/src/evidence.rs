//! Certificates as evidence: real dates that take the place of the model.

use certplan_core::closed::Closed as _;
use certplan_core::facts::{ClusterName, Quoted};
use certplan_core::lifecycle::Evidence;

use crate::reading::Item;
use certplan_core::report::{Sureness, Trust};

impl Item {
    /// The certificate as evidence, of that cluster where one is named and else of the one that the input names.
    ///
    /// # Errors
    ///
    /// Where it can decide nothing: nobody knows which credential it is or which cluster it is of, or no answer asks for it.
    pub fn evidence(&self, cluster: Option<&ClusterName>) -> Result<Evidence, String> {
        if self.trust == Some(Trust::OtherAuthority) {
            return Err("another authority than the one beside it signed it, so servers refuse it whatever its dates; it is not used"
                .to_owned());
        }
        let identity = self
            .identity
            .filter(|identity| identity.sureness != Sureness::Guess)
            .ok_or("nothing tells which credential it is, so it is not used")?;
        let credential = identity
            .credential
            .in_model()
            .ok_or_else(|| [identity.credential.id(), " is in no answer, so it is not used"].concat())?;
        let named =
            match (cluster, &self.cluster) {
                (Some(name), _) => Some(name.clone()),
                (None, Some(name)) => Some(name.parse().map_err(|_| {
                    format!("{} is no name of a cluster; say which one it is of", Quoted(name))
                })?),
                (None, None) => None,
            };
        Ok(Evidence {
            credential,
            cluster: named,
            not_before: self.not_before,
            not_after: self.not_after,
            origin: self.origin.clone(),
        })
    }
}
