#!/usr/bin/env bash
# Times `slipway lint` on a made repository of 20,000 files and a checklist of 5,000 lines, beside reading the same files.
set -euo pipefail
slipway=$(realpath "${1:-artifacts/slipway/slipway}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 - <<'PY'
import os, random
random.seed(7)
words = [f"name{i}" for i in range(4000)]
for service in range(200):
    folder = f"services/s{service}/src"
    os.makedirs(folder, exist_ok=True)
    with open(f"services/s{service}/package.json", "w") as file:
        file.write('{"name":"@a/s%d","scripts":{"build":"tsc","test":"vitest"}}' % service)
    for number in range(99):
        with open(f"{folder}/f{number}.ts", "w") as file:
            file.write(f"app.get('/s{service}/r{number}', x);\nconst a = process.env.S{service}_KEY_{number};\n")
            for _ in range(60):
                file.write("export const " + " = ".join(random.sample(words, 4)) + ";\n")
os.makedirs("db/migrations", exist_ok=True)
for number in range(200):
    with open(f"db/migrations/{number:04}.sql", "w") as file:
        file.write(f"CREATE TABLE t{number} (id bigint, a text);\n")
with open("GO-LIVE.md", "w") as file:
    file.write("# Large\n\n")
    for number in range(830):
        file.write(f"- [ ] **Step {number}**\n  ```bash\n  cd services/s{number % 200} && npm run {random.choice(['build', 'test', 'gone'])}\n"
                   f"  curl -f http://localhost:3000/s{number % 200}/r{number % 120}\n"
                   f"  psql -c \"SELECT a FROM t{number % 250};\"\n  ```\n")
    file.write("\n## Rollback\n\nRoll back when:\n\n- Error rate > 5% for 5 minutes\n")
PY

echo "$(find . -type f | wc -l) files, $(wc -l <GO-LIVE.md) lines, $(du -sh --apparent-size . | cut -f1)"
stamp() { date +%s.%N; }
begin=$(stamp); find . -name '*.ts' -exec cat {} + >/dev/null; read=$(echo "$(stamp) - $begin" | bc)
begin=$(stamp); "$slipway" lint GO-LIVE.md --repo . --format json >found.json || true; lint=$(echo "$(stamp) - $begin" | bc)
echo "plain read ${read} s, lint ${lint} s, ratio $(echo "$lint / $read" | bc -l | cut -c1-6), $(grep -c '"code"' found.json) findings listed"
