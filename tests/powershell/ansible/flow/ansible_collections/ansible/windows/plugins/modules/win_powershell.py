#!/usr/bin/python3
"""Stands for ansible.windows.win_powershell where there is no PowerShell: it runs no script. It writes down what a script would
run or check ($FLOW_LOG, a line each), and answers good, or with the fault that $FLOW_FAULTS (JSON: pattern, fault) has for it.
So it shows the order, the conditions and the end of a playbook, and nothing of the scripts in it."""
import json
import os
import re

from ansible.module_utils.basic import AnsibleModule


def what(script, name):
    """What a script of a playbook is for: run COMMAND, check STEP, or back up."""
    command = re.search(r"^\$Command = \{ (.*) \}$", script, re.M)
    if command:
        return "run " + command.group(1).replace("$ClusterName", name)
    check = re.search(r"^\$Fault = Wait-Check \$Check \$Seconds '(.*)'$", script, re.M)
    if check:
        return ("check " + check.group(1) + " " + name).strip()
    return "back up"


def main():
    module = AnsibleModule(
        argument_spec={"script": {"type": "str", "required": True}, "parameters": {"type": "dict", "default": {}}},
        supports_check_mode=True,
    )
    script, parameters = module.params["script"], module.params["parameters"]
    if module.check_mode:
        module.exit_json(changed=True, skipped=True, msg="skipped, running in check mode")
    done = what(script, parameters.get("ClusterName", ""))
    more = {name: value for name, value in parameters.items() if name != "ClusterName"}
    with open(os.environ["FLOW_LOG"], "a") as log:
        log.write(done + (" " + json.dumps(more) if more else "") + "\n")
    faults = json.loads(os.environ["FLOW_FAULTS"])
    fault = next((text for pattern, text in faults.items() if re.search(pattern, done)), "")
    advice = "an advice" if fault else ""
    module.exit_json(changed=False, result={"good": not fault, "fault": fault, "advice": advice, "left": []})


main()
