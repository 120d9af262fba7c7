from __future__ import annotations

import pandas as pd

from extractor.errors import FileEmpty, NoRulesMatch, PathUnreadable
from extractor.model import Aspect, Section, Status
from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.tables import frame_to_csv, offered_to_frames
from tests.builders import DIGEST, competency, job_description

OFFERED = (
    OfferedPdf("sub/griffier.pdf", DIGEST, job_descriptions=(job_description(),)),
    OfferedPdf("sub/kopie.pdf", DIGEST, same_as="sub/griffier.pdf"),
    OfferedPdf("weg.pdf", None, error=PathUnreadable("weg.pdf", "no such file")),
    OfferedPdf("brief.pdf", "ff" * 32, error=NoRulesMatch("brief.pdf", [("tienen", "no title")])),
    OfferedPdf("leeg.pdf", "ee" * 32, error=FileEmpty("leeg.pdf")),
)


def csv_of(name: str) -> str:
    return frame_to_csv(offered_to_frames(OFFERED)[name]).replace("\r\n", "\n")


def test_documents_has_a_row_for_every_pdf_that_was_offered() -> None:
    assert csv_of("documents") == (
        "path,sha256,status,error_code,message,pages,documents,rules,competencies,findings\n"
        f"brief.pdf,{'ff' * 32},unrecognised,no-rules-match,"
        "brief.pdf: no rule module recognises this document (tienen: no title),,0,,0,1\n"
        f"leeg.pdf,{'ee' * 32},failed,file-empty,leeg.pdf: the file is empty (0 bytes),,0,,0,0\n"
        f"sub/griffier.pdf,{DIGEST},imported,,,3,1,tienen 1,3,1\n"
        f"sub/kopie.pdf,{DIGEST},imported,,the same file as sub/griffier.pdf,,0,,0,0\n"
        "weg.pdf,,failed,path-unreadable,weg.pdf: cannot be opened (no such file),,0,,0,0\n"
    )


def test_functions() -> None:
    assert csv_of("functions") == (
        "document_id,function_key,path,organisation,name,department,service,grade,career,approved_by,approved_on,"
        "competencies,ok,findings,corrected\n"
        '0123456789ab,gemeente-oever/griffier-2de-graad,sub/griffier.pdf,Gemeente Oever,"Griffier, 2de graad",'
        "Algemeen beheer,,Griffier,B1-B3,gemeenteraad,2023-02-09,3,1,1,\n"
    )


def test_tasks_are_duties_and_then_the_tasks_of_each_agreement() -> None:
    assert csv_of("tasks") == (
        "document_id,section,agreement_number,agreement_title,position,text\n"
        '0123456789ab,duty,,,1,"Je noteert, ""zonder fout""."\n'
        "0123456789ab,duty,,,2,Je archiveert.\n"
        "0123456789ab,agreement,1,Houdt het register,1,Schrijft in.\n"
        "0123456789ab,agreement,1,Houdt het register,2,Schrijft uit.\n"
        "0123456789ab,agreement,,Varia,1,=1+1\n"
    )


def test_competencies_leave_an_unknown_level_empty() -> None:
    assert csv_of("competencies") == (
        "document_id,function_key,function_name,block_number,block,group,competency_id,competency,required_level,"
        "status,page,corrected,required_label\n"
        '0123456789ab,gemeente-oever/griffier-2de-graad,"Griffier, 2de graad",1,Gedragscompetenties,Waarden,'
        "integriteit,Integriteit,2,ok,2,false,2\n"
        '0123456789ab,gemeente-oever/griffier-2de-graad,"Griffier, 2de graad",1,Gedragscompetenties,Waarden,'
        "initiatief,Initiatief,,none,2,false,\n"
        '0123456789ab,gemeente-oever/griffier-2de-graad,"Griffier, 2de graad",,,,kennis,Kennis,,unclear,2,false,\n'
    )


def test_several_levels_of_one_competency_have_a_row_each() -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    aspects = (
        Aspect(name="Huidig", required_level=1, required_label="Basis", status=Status.OK, page=2, bbox=box),
        Aspect(name="Gewenst", required_level=None, required_label=None, status=Status.NONE, page=2, bbox=box),
    )
    one = competency("kennis", "Kennis", "?x", status=Status.UNCLEAR).model_copy(update={"aspects": aspects})
    frames = offered_to_frames([OfferedPdf("a.pdf", DIGEST, (job_description(competencies=(one,)),))])
    assert frame_to_csv(frames["aspects"]).replace("\r", "") == (
        "document_id,competency_id,aspect,position,required_level,required_label,status,page\n"
        "0123456789ab,kennis,Huidig,1,1,Basis,ok,2\n"
        "0123456789ab,kennis,Gewenst,2,,,none,2\n"
    )


def test_a_section_has_a_row_for_each_text_and_one_where_it_has_none() -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    offer = Section(heading="Aanbod", key="conditions", page=1, bbox=box, paragraphs=("Wij bieden:",), items=("loon",))
    contact = Section(heading="Contact", key=None, page=1, bbox=box)
    described = job_description().model_copy(update={"sections": (offer, contact)})
    frames = offered_to_frames([OfferedPdf("a.pdf", DIGEST, (described,))])
    assert frame_to_csv(frames["sections"]).replace("\r", "") == (
        "document_id,position,heading,key,page,text\n"
        "0123456789ab,1,Aanbod,conditions,1,Wij bieden:\n"
        "0123456789ab,2,Aanbod,conditions,1,loon\n"
        "0123456789ab,3,Contact,,1,\n"
    )


def test_levels_tell_an_empty_box_from_one_that_was_not_read() -> None:
    lines = csv_of("levels").splitlines()
    assert lines[0] == "document_id,competency_id,level,label,marked,mark_kind,page,x0,top,x1,bottom"
    assert lines[3] == "0123456789ab,integriteit,2,2,true,glyph,2,160.0,140.0,170.5,150.25"
    assert lines[4] == "0123456789ab,integriteit,3,3,false,glyph,2,160.0,160.0,170.5,170.25"
    assert lines[9] == "0123456789ab,kennis,0,0,,,,,,,"
    assert len(lines) == 1 + 4 + 4 + 2


def test_indicators() -> None:
    assert csv_of("indicators") == (
        "document_id,competency_id,level,position,text\n"
        '0123456789ab,integriteit,0,1,"Zegt wat, doet dat."\n'
        '0123456789ab,integriteit,1,1,"Zegt wat, doet dat."\n'
        '0123456789ab,integriteit,2,1,"Zegt wat, doet dat."\n'
        '0123456789ab,integriteit,3,1,"Zegt wat, doet dat."\n'
    )


def test_findings_have_the_pdf_that_no_rules_match_too() -> None:
    assert csv_of("findings") == (
        "document_id,path,code,severity,competency,page,message,values\n"
        ",brief.pdf,no-rules-match,error,,,brief.pdf: no rule module recognises this document (tienen: no title),"
        '"{""path"": ""brief.pdf"", ""reasons"": [""tienen: no title""]}"\n'
        '0123456789ab,sub/griffier.pdf,level-none,error,initiatief,2,"no level is ticked for ""Initiatief""",\n'
    )


def test_an_empty_import_has_the_same_columns_and_types_as_a_full_one() -> None:
    empty, full = offered_to_frames(()), offered_to_frames(OFFERED)
    assert list(empty) == list(full) == list(COLUMNS)
    for name, types in COLUMNS.items():
        assert {column: str(type_) for column, type_ in empty[name].dtypes.items()} == types
        assert {column: str(type_) for column, type_ in full[name].dtypes.items()} == types
        assert empty[name].empty


def test_rows_are_ordered_by_path_whatever_the_order_of_the_import() -> None:
    backwards = offered_to_frames(reversed(OFFERED))
    for name, frame in offered_to_frames(OFFERED).items():
        pd.testing.assert_frame_equal(frame, backwards[name])


def test_every_level_of_a_scale_that_does_not_begin_at_0_keeps_its_number() -> None:
    one = competency("a", "A", ".x")
    shifted = one.model_copy(
        update={
            "required_level": 4,
            "levels": tuple(level.model_copy(update={"level": level.level + 3}) for level in one.levels),
        }
    )
    pdf = OfferedPdf("a.pdf", DIGEST, job_descriptions=(job_description(competencies=(shifted,)),))
    frames = offered_to_frames([pdf])
    assert frames["levels"]["level"].tolist() == [3, 4]
    assert frames["competencies"]["required_level"].tolist() == [4]
