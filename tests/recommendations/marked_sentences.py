"""Recommendations of our own invention, marked by hand before the linter was written.

Five marks each, in order: who is to act (who), whether something definite is to be done (do; w for a verb
such as "consider", whose doing cannot be seen), to what (what), by when or how often (when), and what would
show it (shown). A dash where the sentence does not say. The audience beside a sentence is not looked at.

SEEN were looked at while the rules were written. HELD_BACK were marked on the same day and run once, when
the rules were done.
"""

SEEN = [
    # sentence, who, do, what, when, shown
    ("ICBs should commission weekend physiotherapy for every hip fracture unit by April 2026.", "yyyy-"),
    (
        "Trusts must audit at least 50 consecutive cases each quarter and report the results to their board.",
        "yyyyy",
    ),
    ("Consider ways of raising awareness of the audit.", "-wy--"),
    ("Publish the waiting times of each clinic by 31 March 2026.", "-yyy-"),
    ("Medical directors should ensure that 90% of eligible patients are entered within 6 months.", "yyyyy"),
    ("More should be done to improve outcomes.", "-----"),
    ("Local teams are encouraged to share good practice.", "ywy--"),
    ("NHS England should publish a single list of data items for all audits by the end of 2025/26.", "yyyy-"),
    ("Hospitals should appoint a named clinical lead for frailty.", "yyy--"),
    ("A named lead for frailty should be appointed in each hospital.", "-yy--"),
    ("A named lead for frailty should be appointed by each trust before 1 April 2026.", "yyyy-"),
    ("It is essential that patients receive timely care.", "-----"),
    ("Clinicians need to record smoking status for every patient at each annual review.", "yyyy-"),
    ("Work with partners to explore opportunities for collaboration.", "-wy--"),
    (
        "Commissioners should fund a specialist nurse so that the rate of readmission falls below 10%.",
        "yyy-y",
    ),
    ("The Royal College of Physicians will update its guidance in 2026.", "yyyy-"),
    ("Review every major amputation within 30 days of surgery at a joint meeting.", "-yy-y"),
    ("GP practices should offer a foot check to all people with diabetes once a year.", "yyyy-"),
    ("Ambulance services and stroke units should agree a direct admission pathway.", "yyy--"),
    ("Access to psychological therapy must be improved.", "-wy--"),
    ("Improve data quality.", "-wy--"),
    (
        "Vascular networks should treat 65% of people with a threatened limb within 5 days of admission.",
        "yyy-y",
    ),
    ("Each provider should submit complete data monthly, with at least 95% case ascertainment.", "yyyyy"),
    ("We recommend that integrated care boards map the services they commission by September 2026.", "yyyy-"),
    ("There should be better communication between services.", "-----"),
    ("Senior managers should be aware of the findings of this report.", "yw---"),
    ("Train ward staff to use the delirium screening tool, and check its use in a yearly audit.", "-yyyy"),
    (
        "The Department of Health and Social Care should revise the tariff, measured by uptake among trusts.",
        "yyy-y",
    ),
    ("In future, consideration should be given to linking the data sets.", "-wy--"),
    ("Maternity units should offer carbon monoxide testing to 100% of women at booking.", "yyy-y"),
    (
        "Audit suppliers should write to non-participating hospitals every six months until they join.",
        "yyyy-",
    ),
    (
        "Pharmacists, working with the respiratory team, should check inhaler technique before discharge.",
        "yyy--",
    ),
]
HELD_BACK = [
    ("Health boards should reduce the median wait from referral to scan to 14 days by March 2027.", "yyyyy"),
    ("Continue to support the workforce.", "-wy--"),
    ("Every trust board should receive its own audit results twice a year.", "yyyy-"),
    ("Results should be discussed.", "-yy--"),
    ("Stop routine preoperative chest X-rays in people under 60.", "-yy--"),
    ("Chief executives should name the executive who answers for participation.", "yyy--"),
    ("Paediatric diabetes teams must provide education to at least 80% of families each year.", "yyyyy"),
    ("The programme should seek to strengthen links with patient groups.", "ywy--"),
    ("Heart failure nurses should see patients within two weeks of discharge.", "yyy-y"),
    ("Ensure equity.", "-wy--"),
    ("By summer 2026, cancer alliances should set out how they will find people diagnosed late.", "yyyy-"),
    ("Staff should think about how results are displayed.", "ywy--"),
    ("Integrated care boards, with their providers, should close the gap between fifths.", "yyy--"),
    ("Screening for depression should be carried out by the community team within 3 months.", "yyyy-"),
    ("Collect ethnicity for 95% of admissions, as counted in the annual report.", "-yy-y"),
    ("Leadership matters.", "-----"),
]  # fmt: skip

# The twenty recommendations of 2014, by number, read in the user's own file at run time, and marked by hand
# there before the linter was run on them: 93 of these 100 marks agreed then.
REAL = {
    1: "ywy--", 2: "-wy--", 3: "-----", 4: "-wy--", 5: "-wy--", 6: "-yy--", 7: "-yy--", 8: "-wy--",
    9: "-wy--", 10: "-wy--", 11: "-wy--", 12: "-wy--", 13: "-wy--", 14: "-wy--", 15: "-wy--", 16: "-yy--",
    17: "-wy--", 18: "ywy--", 19: "yyy--", 20: "ywy--",
}  # fmt: skip
