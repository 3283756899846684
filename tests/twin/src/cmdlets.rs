//! The cmdlets and checks of the playbook as transitions: what each needs, what it changes, and how it fails.

use crate::certificate::Certificate;
use crate::deployment::{Deployment, MocClient, Target};
use crate::model::{KUBECONFIG_LIFE, LEAF_LIFE, LOGIN_LIFE};

/// What a cmdlet or check prints when it does not work, as far as public sources show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// `transport: authentication handshake failed`: the cloud agent's authority has ended.
    AuthorityEnded,
    /// `Certificate has expired: Expired`, from mocctl.
    MocctlExpired,
    /// `Certificate has expired: Expired`, on creating a session: the login of kvactl.
    KvactlExpired,
    /// `x509: certificate has expired or is not yet valid`, from the management cluster's API server.
    ManagementCertificateExpired,
    /// `You must be logged in to the server (Unauthorized)`: the management cluster's kubeconfig.
    Unauthorized,
    /// `kmsPlugin.sock: connect: no such file or directory`: an API server that waits for its KMS plugin.
    KmsSocketMissing,
    /// `Valid Token Required`.
    ValidTokenRequired,
    /// The target's API server does not answer.
    TargetApiDown,
    /// Pods, secrets or logs of a target show `Valid Token Required` or `tls: internal error`.
    TargetCannotLogIn,
    /// A new `LoadBalancer` service gets an address that does not answer.
    ServiceDoesNotAnswer,
}

impl Deployment {
    /// `Get-AksHciCluster`: lists the targets through the management cluster's API.
    ///
    /// # Errors
    /// The first thing in the way, in the order in which a call meets them.
    pub fn list_clusters(&self) -> Result<(), Failure> {
        self.reach_management()?;
        if self.management.clients.works(self.clock()) { Ok(()) } else { Err(Failure::ValidTokenRequired) }
    }

    fn reach_management(&self) -> Result<(), Failure> {
        let at = self.clock();
        let management = &self.management;
        let kms_is_missing = self.model.api_waits_for_kms && !management.clients.works(at);
        let obstacles = [
            (!self.authority.is_valid(at), Failure::AuthorityEnded),
            (!self.kvactl.is_valid(at), Failure::KvactlExpired),
            (!management.leaf.is_valid(at), Failure::ManagementCertificateExpired),
            (kms_is_missing, Failure::KmsSocketMissing),
            (!management.kubeconfig.is_valid(at), Failure::Unauthorized),
        ];
        obstacles.into_iter().find(|(stands, _)| *stands).map_or(Ok(()), |(_, failure)| Err(failure))
    }

    /// `Update-AksHciCertificates`: renews what hosts and management cluster log in with.
    ///
    /// # Errors
    /// The first thing in the way; nothing is changed then.
    pub fn update_certificates(&mut self) -> Result<(), Failure> {
        self.use_mocctl()?;
        self.reach_management()?;
        let fresh = MocClient::fresh(self.clock(), self.model.moc_life);
        self.management.clients = fresh;
        self.node_agents.fill(fresh);
        self.use_kvactl();
        Ok(())
    }

    /// `Update-AksHciClusterCertificates -Name NAME -fixKubeletCredentials`.
    ///
    /// # Errors
    /// The first thing in the way; nothing is changed then.
    pub fn fix_kubelet(&mut self, name: &str) -> Result<(), Failure> {
        self.use_mocctl()?;
        self.list_clusters()?;
        let at = self.clock();
        let target = self.target_mut(name);
        if !target.is_on {
            return Err(Failure::TargetApiDown);
        }
        target.leaf = Certificate::issued(at, LEAF_LIFE);
        Ok(())
    }

    /// `Update-AksHciClusterCertificates -Name NAME [-patchLoadBalancer] -fixCloudCredentials`: needs a running API server.
    ///
    /// # Errors
    /// The first thing in the way; nothing is changed then.
    pub fn fix_cloud(&mut self, name: &str, balancer: bool) -> Result<(), Failure> {
        self.use_mocctl()?;
        self.list_clusters()?;
        if !self.api_is_up(self.target(name)) {
            return Err(Failure::TargetApiDown);
        }
        let fresh = MocClient::fresh(self.clock(), self.model.moc_life);
        let target = self.target_mut(name);
        target.clients = fresh;
        if balancer && target.balancer.is_some() {
            target.balancer = Some(fresh);
        }
        Ok(())
    }

    /// `kubectl get nodes` with a fresh kubeconfig.
    ///
    /// # Errors
    /// The API server does not answer.
    pub fn list_nodes(&self, name: &str) -> Result<(), Failure> {
        if self.api_is_up(self.target(name)) { Ok(()) } else { Err(Failure::TargetApiDown) }
    }

    /// Secrets, pods and a pod's log.
    ///
    /// # Errors
    /// The API server does not answer, or the plugins cannot log in.
    pub fn look_at_plugins(&self, name: &str) -> Result<(), Failure> {
        self.list_nodes(name)?;
        let works = self.target(name).clients.works(self.clock());
        if works { Ok(()) } else { Err(Failure::TargetCannotLogIn) }
    }

    /// A new `LoadBalancer` service answers at its address.
    ///
    /// # Errors
    /// It does not, or something before it does not work.
    pub fn new_service_answers(&self, name: &str) -> Result<(), Failure> {
        self.look_at_plugins(name)?;
        let works = self.target(name).balancer.is_none_or(|balancer| balancer.works(self.clock()));
        if works { Ok(()) } else { Err(Failure::ServiceDoesNotAnswer) }
    }

    /// `Repair-MocLogin`.
    pub fn repair_moc_login(&mut self) {
        self.mocctl = Certificate::issued(self.clock(), LOGIN_LIFE);
    }

    /// The access file of kvactl is renamed; the next call logs in afresh.
    pub fn forget_kvactl(&mut self) {
        self.kvactl = Certificate::issued(self.clock(), LOGIN_LIFE);
    }

    /// The kubeconfig is copied from a control-plane machine of the management cluster.
    pub fn copy_management_kubeconfig(&mut self) {
        self.management.kubeconfig = Certificate::issued(self.clock(), KUBECONFIG_LIFE);
    }

    /// Using a login near its end renews it.
    fn use_mocctl(&mut self) -> Result<(), Failure> {
        let at = self.clock();
        if !self.authority.is_valid(at) {
            return Err(Failure::AuthorityEnded);
        }
        if !self.mocctl.is_valid(at) {
            return Err(Failure::MocctlExpired);
        }
        renew_by_use(&mut self.mocctl, at);
        Ok(())
    }

    fn use_kvactl(&mut self) {
        let at = self.clock();
        renew_by_use(&mut self.kvactl, at);
    }

    /// A working day of the administrator while all is well.
    pub fn use_logins(&mut self) {
        let at = self.clock();
        renew_by_use(&mut self.mocctl, at);
        renew_by_use(&mut self.kvactl, at);
    }

    /// The target of that name.
    ///
    /// # Panics
    /// Where there is none: histories and plans speak of the same clusters.
    pub fn target(&self, name: &str) -> &Target {
        self.targets.iter().find(|target| target.name == name).expect("plans name clusters of their history")
    }

    fn target_mut(&mut self, name: &str) -> &mut Target {
        self.targets
            .iter_mut()
            .find(|target| target.name == name)
            .expect("plans name clusters of their history")
    }
}

fn renew_by_use(login: &mut Certificate, at: i64) {
    if login.is_valid(at) && at >= login.when_left(crate::model::MOC_LEFT_PERCENT) {
        *login = Certificate::issued(at, LOGIN_LIFE);
    }
}
