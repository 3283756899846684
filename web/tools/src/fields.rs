//! What a mode asks for: the markup that stands in its place until something is given.

use crate::{error, evidence, fleet};

/// The mode's fields, its status line and the place of its answer; `None` for a mode that is none of this module.
pub fn of(mode: &str) -> Option<String> {
    let (fields, title, answer) = match mode {
        "error" => (ERROR, "What it says", error::NOTHING),
        "evidence" => (EVIDENCE, "What the dates say", evidence::NOTHING),
        "fleet" => (FLEET, "What is to be done where", fleet::NOTHING),
        _ => return None,
    };
    let parts = [
        "<div class=\"scripted tool\">",
        fields,
        "</div><p id=\"tool-status\" class=\"quiet\" role=\"status\"></p>\
         <section aria-labelledby=\"tool-title\"><h2 id=\"tool-title\">",
        title,
        "</h2><div id=\"tool-answer\">",
        answer,
        "</div></section>",
    ];
    Some(parts.concat())
}

const ERROR: &str = "<h2>Which message do you see?</h2>\
    <p class=\"field\"><label for=\"message\">The error message, with the lines around it</label>\
    <textarea id=\"message\" rows=\"7\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"message-hint\"></textarea>\
    <span class=\"hint\" id=\"message-hint\">It is read in this page: nothing of it is sent, stored or put into the address. Leave out keys and tokens.</span></p>\
    <div class=\"buttons\"><label for=\"files\">Or a file, such as a log</label><input type=\"file\" id=\"files\">\
    <button type=\"button\" id=\"clear\">Clear</button></div>";

const EVIDENCE: &str = "<h2>Which files do you have?</h2>\
    <p>Certificates (PEM, DER, bundles), kubeconfigs, access files of <code>kvactl</code> and <code>mocctl</code>, what \
    <code>openssl x509 -dates</code> or <code>kubeadm certs check-expiration -o json</code> print, and what \
    <code>Get-AksHciCluster</code> lists.</p>\
    <div class=\"buttons drop\"><label for=\"files\">Choose files, or drop them here</label>\
    <input type=\"file\" id=\"files\" multiple aria-describedby=\"text-hint\"></div>\
    <p class=\"field\"><label for=\"text\">Or paste the text of one</label>\
    <textarea id=\"text\" rows=\"4\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"text-hint\"></textarea>\
    <span class=\"hint\" id=\"text-hint\">Files and text are read in this page: nothing is sent, stored or put into the address. Private keys and \
    tokens are passed over, and a text that was read leaves the field.</span></p>\
    <div class=\"buttons\"><button type=\"button\" id=\"read\">Read the text</button><button type=\"button\" id=\"clear\">Forget everything</button></div>\
    <ul id=\"sources-read\" class=\"read\"></ul>";

const FLEET: &str = "<h2>Which deployments do you have?</h2>\
    <p>One line for each cluster, as objects of JSON or as CSV with a header: <code>deployment</code>, <code>host</code>, <code>cluster</code>, \
    <code>load_balancer</code>, <code>shutdown</code> or <code>from</code> and <code>to</code>, <code>since_update</code>, <code>build</code>. What \
    <code>Get-AksHciCluster</code> lists is read, too, as the clusters of one deployment.</p>\
    <div class=\"buttons drop\"><label for=\"files\">Choose a file, or drop it here</label>\
    <input type=\"file\" id=\"files\" aria-describedby=\"text-hint\"></div>\
    <p class=\"field\"><label for=\"text\">Or paste the text of one</label>\
    <textarea id=\"text\" rows=\"4\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"text-hint\"></textarea>\
    <span class=\"hint\" id=\"text-hint\">It is read in this page: nothing is sent, stored or put into the address.</span></p>\
    <div class=\"row\"><p class=\"field short\"><label for=\"fleet-shutdown\">Off for</label>\
    <input id=\"fleet-shutdown\" data-given spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"fleet-shutdown-hint fleet-shutdown-error\">\
    <span class=\"hint\" id=\"fleet-shutdown-hint\">such as 45d, for lines that do not say</span><span class=\"error\" id=\"fleet-shutdown-error\"></span></p>\
    <p class=\"field medium\"><label for=\"fleet-deployment\">Deployment</label>\
    <input id=\"fleet-deployment\" data-given spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"fleet-deployment-hint fleet-deployment-error\">\
    <span class=\"hint\" id=\"fleet-deployment-hint\">its name, for lines that name none</span><span class=\"error\" id=\"fleet-deployment-error\"></span></p></div>\
    <div class=\"buttons\"><button type=\"button\" id=\"read\">Read the text</button><button type=\"button\" id=\"clear\">Forget everything</button></div>";
