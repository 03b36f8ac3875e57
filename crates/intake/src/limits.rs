//! Every limit on what is read, in one place. They are held while streaming, before memory is asked for.

/// Files in one call.
pub const FILES: usize = 20_000;
/// Bytes of one file.
pub const FILE_BYTES: u64 = 256 << 20;
/// Bytes of one workbook (zip or compound file).
pub const BOOK_BYTES: u64 = 32 << 20;
/// Bytes of a BIFF workbook: it is held whole while being read.
pub const XLS_BYTES: u64 = 8 << 20;
/// Bytes of all files together.
pub const TOTAL_BYTES: u64 = 2 << 30;
/// Depth of folders.
pub const FOLDER_DEPTH: usize = 12;
/// Entries of a zip container.
pub const ZIP_ENTRIES: usize = 1_000;
/// Inflated bytes of one entry.
pub const ENTRY_BYTES: u64 = 48 << 20;
/// Inflated bytes of a container.
pub const INFLATED_BYTES: u64 = 96 << 20;
/// Inflated to packed bytes, asked of entries above [`RATIO_FROM`].
pub const RATIO: u64 = 400;
/// Entries below this may be packed as tightly as they like.
pub const RATIO_FROM: u64 = 1 << 20;
/// Depth of elements in the XML of a workbook.
pub const XML_DEPTH: usize = 64;
/// Shared strings.
pub const STRINGS: u64 = 500_000;
/// Bytes of the shared strings part: it is held whole.
pub const STRINGS_BYTES: u64 = 24 << 20;
/// Cell formats; spreadsheet programs stop at 65,490.
pub const STYLES: u64 = 65_536;
/// Bytes of the styles part.
pub const STYLES_BYTES: u64 = 16 << 20;
/// Cells of a sheet merged over several rows; the rest stand alone.
pub const MERGED: usize = 20_000;
/// Sheets of a workbook.
pub const SHEETS: usize = 200;
/// Zero-based rows: spreadsheet programs stop at 1,048,576.
pub const ROWS: u32 = 1_048_576;
/// Zero-based columns of a table.
pub const COLUMNS: u32 = 1_024;
/// Cells of a workbook, empty ones included.
pub const CELLS: u64 = 1_000_000;
/// Bytes of one cell's text.
pub const CELL_BYTES: usize = 32_767 * 2;
/// Bytes of texts kept from one workbook.
pub const TEXT_BYTES: u64 = 24 << 20;
/// Problems of one kind told one by one for a file; the rest are counted.
pub const PROBLEMS_OF_A_KIND: usize = 50;
/// Problems of one cause that are told one by one; from this number on they are one message with their count.
pub const ONE_BY_ONE: usize = 5;
/// Rows shown when a file is inspected.
pub const PREVIEW_ROWS: usize = 8;
/// Inflated bytes of the parts of a Word document that hold words, together.
pub const DOCUMENT_BYTES: u64 = 16 << 20;
/// Cells of the tables of a Word document.
pub const DOCUMENT_CELLS: usize = 100_000;
/// Tables inside tables of a Word document.
pub const DOCUMENT_TABLES_DEEP: usize = 8;
/// Measures of a plan.
pub const PLAN_ROWS: usize = 1_000;
/// Lines of one table of a plan, headings and empty ones included.
pub const PLAN_LINES: usize = 5_000;
