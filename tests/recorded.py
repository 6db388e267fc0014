"""What services on the web answered when somebody recorded it, laid out for the server that replays it.

Answers are read in place from the folder `shared` beside the project, and never copied from there. Where only
the shape of an answer is documented (API_SHAPES.md there), it is filled in that shape: with the one indicator
or the organisations that the recorded tables are about.
"""

import csv
import io
import json

import pytest

import invented
from replay import CSV, JSON, Asked, Reply, parts

SHARED = invented.SHARED
HYPERTENSION = 40  # a number for CVDP007HYP: the service's own is in no recording
REAL = {
    "cvdprevent": "https://api.cvdprevent.nhs.uk",
    "fingertips": "https://fingertips.phe.org.uk",
    "ods": "https://directory.spineservices.nhs.uk",
    "open_geography": "https://services1.arcgis.com",
    "files": "https://files.publisher.example",
}
ORD = "/ORD/2-0-0/organisations"
LAYER = "/ESMARspQHYMw9BZ9/arcgis/rest/services/ICB_APR_2023_EN_NC/FeatureServer/0/query"
OUTLINES = LAYER.replace("ICB_APR_2023_EN_NC", "Integrated_Care_Boards_April_2023_EN_BSC")
needed = pytest.mark.skipif(
    not (SHARED / "api_shapes").is_dir(),
    reason="the recorded answers are not beside the project, in ../shared",
)


def through(address):
    """Give the value of INSIGHT_STAND_INS by which one server answers for every service."""
    return " ".join(f"{real}={address}" for real in REAL.values())


def everything():
    """Give what every service answers, by path."""
    return {**cvdprevent(), **fingertips(), **ods(), **open_geography(), **files()}


def cvdprevent():
    """The CVDPREVENT API: one period, one indicator, England and the one ICB that was recorded."""
    shapes = json.loads((SHARED / "api_shapes" / "cvdprevent_examples.json").read_text())
    [item] = shapes["GET /indicator/list?timePeriodID=33&systemLevelID=7"]["indicatorList"]
    listed = {"indicatorList": [item, {**item, "IndicatorID": HYPERTENSION, "IndicatorCode": "CVDP007HYP"}]}
    tables = {
        level: (SHARED / "cvdprevent" / f"api_rawDataCSV_CVDP007HYP_to_march_2026_{name}.csv").read_bytes()
        for level, name in {"1": "england_TRANSCRIBED", "7": "icb_E54000040_TRANSCRIBED"}.items()
    }
    return {
        "/timePeriod": parts(as_json(shapes["GET /timePeriod"]), type=JSON),
        "/indicator/list": parts(as_json(listed), type=JSON),
        f"/indicator/{HYPERTENSION}/rawDataCSV": by_query(
            "systemLevelID", {level: parts(body) for level, body in tables.items()}
        ),
    }


def fingertips():
    """Fingertips: the recorded table of one indicator, and metadata of which one column is known."""
    name = "91547_smoking_qof_icb_2021_22_and_2022_23_TRANSCRIBED.csv"
    about = b"Indicator ID,Indicator\r\n91547,Smoking prevalence in adults (QOF)\r\n"
    return {
        "/api/all_data/csv/by_indicator_id": parts((SHARED / "fingertips" / name).read_bytes()),
        "/api/indicator_metadata/csv/by_indicator_id": parts(about),
    }


def files():
    """Files by their address: the table of perinatal deaths, and CVDPREVENT's own workbook."""
    table = (SHARED / "mbrrace" / "perinatal-mortality-rates-2023-trusthealth-board.csv").read_bytes()
    book = (SHARED / "cvdprevent" / "cvd_export_CVDP009CHOL_subicb_to_june_2024.xlsx").read_bytes()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"/perinatal.csv": parts(table), "/cvdprevent.xlsx": parts(book, type=kind)}


def ods(organisations=None):
    """The ODS: organisations in the shape of the one that was recorded, listed in pages as it documents."""
    held = organisations if organisations is not None else [*icbs(), *sub_icbs(), *trusts()]
    answers = {
        f"{ORD}/{each['OrgId']['extension']}": parts(as_json({"Organisation": each}), type=JSON)
        for each in held
    }

    def listing(asked: Asked) -> Reply:
        role, size, skip = (
            asked.query["PrimaryRoleId"],
            int(asked.query["Limit"]),
            asked.query.get("Offset", "0"),
        )
        own = [each for each in held if each["Roles"]["Role"][0]["id"] == role]
        page = own[int(skip) : int(skip) + size]
        items = [{"OrgId": each["OrgId"]["extension"], "Name": each["Name"]} for each in page]
        return parts(as_json({"Organisations": items}), type=JSON)(asked)

    return {**answers, ORD: listing}


def trust():
    """The organisation that was recorded."""
    return json.loads((SHARED / "api_shapes" / "ods_ord_organisation_RM3.json").read_text())["Organisation"]


def trusts():
    """Every NHS trust of 2026: the one that was recorded, and the others in its shape."""
    found = [
        organisation(row["ods_code"], row["name"], ("RO197",), "2001-04-01")
        for row in table("geography/trusts_2026.csv")
        if row["ods_code"] != "RM3"
    ]
    return [trust(), *found]


def icbs():
    """Every ICB there has been, with the dates of the ODS's own notice of the mergers of April 2026."""
    facts = table("geography/icb_facts.csv")
    heirs: dict[str, list[str]] = {}
    for row in table("geography/icb_succession_2026.csv"):
        heirs.setdefault(row["predecessor_ods"], []).append(row["successor_ods"])
    regions = {
        "London": "Y56", "South West": "Y58", "South East": "Y59", "Midlands": "Y60",
        "East of England": "Y61", "North West": "Y62", "North East and Yorkshire": "Y63",
    }  # fmt: skip
    found = []
    for code in dict.fromkeys(row["ods_code"] for row in facts):
        rows = [row for row in facts if row["ods_code"] == code]
        last = "" if code in rows[-1]["successor"] else rows[-1]["valid_to"]  # it may outlive a boundary
        place = regions[rows[-1]["nhs_region"]]
        found.append(
            organisation(
                code,
                rows[-1]["name"],
                ("RO261", "RO318"),
                rows[0]["valid_from"],
                last,
                place,
                heirs.get(code, []),
            )
        )
    return found


def sub_icbs():
    """Every sub-ICB location of 2024, with the changes of April 2026 as the ODS announced them."""
    changed = {row["sicbl_ods"]: row for row in table("geography/sub_icb_changes_2026.csv")}
    roles, heirs = ("RO98", "RO319"), ["U2G6B", "D9Y0V", "92A"]
    found = [organisation("U2G6B", changed["U2G6B"]["new_name"], roles, "2026-04-01", "", "S0E4D")]
    for row in table("geography/sicbl24_icb24.csv"):
        code = row["sicbl24_code_nhs"]
        change = changed.get(code, {})
        parent, name = (
            change.get("new_icb_ods") or row["icb24_code_nhs"],
            change.get("new_name") or row["sicbl24_name"],
        )
        last = "2026-03-31" if code == "D4U1Y" else ""
        found.append(organisation(code, name, roles, "2022-07-01", last, parent, heirs if last else ()))
    return found


def organisation(code, name, roles, first, last="", parent="", heirs=()):
    """Give an organisation in the shape of the recorded one; after its legal end it is still at work."""
    legal = {"Type": "Legal", "Start": first, **({"End": last} if last else {})}
    operational = {"Type": "Operational", "Start": "2013-04-01"}
    after = f"{int(last[:4])}-04-01" if last else ""
    own = {"id": roles[0], "primaryRole": True, "Date": [operational]}
    further = [{"id": role, "Date": [{"Type": "Operational", "Start": first}]} for role in roles[1:]]
    within = {"id": "RE2", "Status": "Active", "Date": [operational], "Target": target(parent)}
    succeeded = [
        {"Type": "Successor", "Date": [{"Type": "Legal", "Start": after}], "Target": target(heir)}
        for heir in heirs
    ]
    return {
        "Name": name.upper(),
        "Date": [operational, legal],
        "OrgId": {"extension": code},
        "Status": "Active",
        "Roles": {"Role": [own, *further]},
        "Rels": {"Rel": [within] if parent else []},
        "Succs": {"Succ": succeeded},
    }


def target(code):
    """Give how a record names another organisation."""
    return {"OrgId": {"extension": code}}


def open_geography(size=20):
    """The portal: ICBs in 2023, with boundaries or without, in pages of `size` whatever is asked for."""
    recorded = json.loads((SHARED / "geography" / "icb_apr2023_EN_BSC_fingertipsnext.geojson").read_text())
    features = recorded["features"]

    def page(asked: Asked, items: list, told: str | None = None) -> Reply:
        skip = int(asked.query.get("resultOffset", "0"))
        found = items[skip : skip + min(size, int(asked.query["resultRecordCount"]))]
        more = {"exceededTransferLimit": skip + len(found) < len(items)}
        held = {"features": found, **({told: more} if told else more)}
        return parts(as_json(held), type=JSON)(asked)

    bare = [{"attributes": feature["properties"]} for feature in features]
    return {
        LAYER: lambda asked: page(asked, bare),
        OUTLINES: lambda asked: page(asked, features, "properties"),
    }


def by_query(name, answers):
    """Answer by what is asked for under one name; 404 for anything else."""

    def answer(asked: Asked) -> Reply:
        found = answers.get(asked.query.get(name), Reply(b"no such thing", CSV, 404))
        return found(asked) if callable(found) else found

    return answer


def table(path):
    """Give the rows of a table of the folder `shared`."""
    return list(csv.DictReader(io.StringIO((SHARED / path).read_text(encoding="utf-8-sig"), newline="")))


def as_json(held):
    """Give JSON as bytes."""
    return json.dumps(held).encode()
