"""How the quality scripts ask the program: a rule's requests in, its answers out, in the same order."""

import json
import subprocess


def ask(program, rule, requests):
    lines = "".join(json.dumps({"id": number} | request) + "\n" for number, request in enumerate(requests))
    ended = subprocess.run([program, "try", rule], input=lines, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    if len(answers) != len(requests):
        raise OSError(f"try {rule} answered {len(answers)} of {len(requests)} lines: {ended.stderr[-500:]}")
    return answers
