"""The NOC narrative: what a line of a non-specific code says of its item, in text of 80 characters.

The DME MACs price and judge an item of a non-specific code by two free texts of its line: the
description (SV101-7) and the line note (NTE02 of NTE*ADD). They ask for the item, its maker,
product and model, the supplier's price list amount, the related code, for a repair the code of the
item repaired, and for a custom-fabricated item what makes it unique and the breakdown of its
charges. This is the one grammar in which claimline writes all that, and reads it:

    description = [off-the-shelf] [CUST FAB] [item]
    note        = [off-the-shelf] [CUST FAB] [item] ["MFR" manufacturer] ["MDL" product]
                  ["FOR" code {code}] ["RPR" code] {[word] money} ["MATL" money]
                  ["LABOR" [time] [money]] ["D/T" reason] ["; " remark]
    off-the-shelf = code "OTS"                  L1930 OTS
    word          = PL, MSRP, SRP, INV, RETAIL or PRICE
    money         = "$" dollars ["." cents]     $450, $1250.50
    time          = hours "HR" or minutes "MIN" 3HR, 45MIN
    code          = a HCPCS Level II code       L6706

Reading takes the parts in any order, in either case of letters, and in the words that suppliers
use: MANUFACTURER, MADE BY and MFG; MODEL, P/N, SKU, ITEM # and PROD #; REPAIR OF; WITH, ON and
ADDED TO; DUE TO; MATERIALS; LAB; CUSTOM FABRICATED; SUPPLIER PRICE LIST, INVOICE AMT and other
words for a price. A part reaches to the next one. Text before any part is the item, where a
description does not say it; what nothing names is kept as the remark. Nothing is expanded or
guessed: `ELBOW ORTH ACME FLEXARM 200` is all item, as no word says where the maker begins. A number
that is a model, a size, an invoice number, an hour count or a code is no amount.

Sources: Noridian, billing of NOC codes; CGS and the joint DME MAC article on miscellaneous codes,
2016-08-31; Noridian, custom-fitted orthoses delivered off the shelf; CGS, abbreviations for
narratives (AFO, D/T, MDL, MFG).
"""

from claimline.claim.narrative.amounts import AmountWord, NarrativeAmount, read_amounts

__all__ = ["AmountWord", "NarrativeAmount", "read_amounts"]
