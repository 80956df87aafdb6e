/* when_test.c - every row of the time table with each of its alternatives, and what is refused. */
#include "when/when.h"
#include "check.h"

/* Flags of a row. */
enum { APPROXIMATE = 1, TENTATIVE = 2, UNSET = 4 };

struct row {
    const char *text, *start, *due; /* "" is none */
    enum htx_kind kind;
    int flags;
    const char *peak_start, *peak_due;
};

#define YEAR_START "2024-01-01"
#define YEAR_END "2024-12-31"

static const struct row rows[] = {
    /* a day */
    {"ngày 05/3/2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngày 05/3/2024.", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"05/3", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngày 5 tháng 3", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngày 05 tháng 3 năm 2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"5-3-2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"05.3.2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"5/3/24", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngày 29. tháng 02", "2024-02-29", "2024-02-29", HTX_ONCE, 0, "", ""},
    {"- ngày 05/3/2024;", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"NGÀY 05/3/2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"vào ngày 05/3/2024", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngay 5 thang 3", "2024-03-05", "2024-03-05", HTX_ONCE, 0, "", ""},
    {"ngày 3-4/2024", "2024-04-03", "2024-04-03", HTX_ONCE, 0, "", ""},
    /* a range */
    {"từ 26-30/4/2024", "2024-04-26", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"từ ngày 29/3/2024 đến 29/4/2024", "2024-03-29", "2024-04-29", HTX_ONCE, 0, "", ""},
    {"26 – 30/4", "2024-04-26", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"22-24/4/2024", "2024-04-22", "2024-04-24", HTX_ONCE, 0, "", ""},
    {"20/9/2023-29/4/2024", "2023-09-20", "2024-04-29", HTX_ONCE, 0, "", ""},
    {"ngày 26 đến ngày 30 tháng 4", "2024-04-26", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"từ 20/9/2023 đến 29/4", "2023-09-20", "2024-04-29", HTX_ONCE, 0, "", ""},
    {"từ tháng 3 đến 15/4", "2024-03-01", "2024-04-15", HTX_ONCE, 0, "", ""},
    {"từ ngày 01/3 đến hết ngày 31/3", "2024-03-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"từ ngày 01/3 đến trước ngày 31/3", "2024-03-01", "2024-03-30", HTX_ONCE, 0, "", ""},
    {"từ tháng 3 đến hết năm", "2024-03-01", YEAR_END, HTX_ONCE, 0, "", ""},
    /* days */
    {"ngày 6, 7/4", "2024-04-06", "2024-04-07", HTX_ONCE, 0, "", ""},
    {"11 và 12/4", "2024-04-11", "2024-04-12", HTX_ONCE, 0, "", ""},
    {"trong các ngày 6, 7, 9/4/2024", "2024-04-06", "2024-04-09", HTX_ONCE, 0, "", ""},
    {"ngày 6/4 và ngày 9/5", "2024-04-06", "2024-05-09", HTX_ONCE, 0, "", ""},
    /* a month */
    {"tháng 4/2024", "2024-04-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng 04 năm 2024", "2024-04-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng Tư", "2024-04-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng Năm", "2024-05-01", "2024-05-31", HTX_ONCE, 0, "", ""},
    {"tháng mười hai", "2024-12-01", "2024-12-31", HTX_ONCE, 0, "", ""},
    {"T4/2024", "2024-04-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"Tháng 3", "2024-03-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"Trong tháng 3", "2024-03-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"4/2024", "2024-04-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"Tháng 3 (dự kiến)", "2024-03-01", "2024-03-31", HTX_ONCE, TENTATIVE, "", ""},
    {"Tháng 3 (tại Hà Nội)", "2024-03-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"Dự kiến tháng 3", "2024-03-01", "2024-03-31", HTX_ONCE, TENTATIVE, "", ""},
    {"khoảng tháng 3", "2024-03-01", "2024-03-31", HTX_ONCE, TENTATIVE, "", ""},
    {"thời gian: tháng 3", "2024-03-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"trong khoảng thời gian từ 26-30/4", "2024-04-26", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"dự kiến vào đầu tháng 7/2024", "2024-07-01", "2024-07-10", HTX_ONCE, APPROXIMATE | TENTATIVE,
     "", ""},
    /* months */
    {"tháng 3, 4/2024", "2024-03-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng 3-4", "2024-03-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng 3-4/2024", "2024-03-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"tháng 9 – 10/2024", "2024-09-01", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"tháng 12/2024 - 01/2025", "2024-12-01", "2025-01-31", HTX_ONCE, 0, "", ""},
    {"tháng 3 và tháng 4", "2024-03-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"T3-T4/2024", "2024-03-01", "2024-04-30", HTX_ONCE, 0, "", ""},
    {"từ tháng 3 đến tháng 5/2024", "2024-03-01", "2024-05-31", HTX_ONCE, 0, "", ""},
    /* parts of a month */
    {"đầu tháng 7/2024", "2024-07-01", "2024-07-10", HTX_ONCE, APPROXIMATE, "", ""},
    {"thượng tuần tháng 7", "2024-07-01", "2024-07-10", HTX_ONCE, APPROXIMATE, "", ""},
    {"giữa tháng 7", "2024-07-11", "2024-07-20", HTX_ONCE, APPROXIMATE, "", ""},
    {"trung tuần tháng 7", "2024-07-11", "2024-07-20", HTX_ONCE, APPROXIMATE, "", ""},
    {"Cuối tháng 03/2024.", "2024-03-21", "2024-03-31", HTX_ONCE, APPROXIMATE, "", ""},
    {"hạ tuần tháng 02", "2024-02-21", "2024-02-29", HTX_ONCE, APPROXIMATE, "", ""},
    {"Cuối tháng 04, đầu tháng 5/2024.", "2024-04-21", "2024-05-10", HTX_ONCE, APPROXIMATE, "", ""},
    {"cuối tháng 4 đầu tháng 5", "2024-04-21", "2024-05-10", HTX_ONCE, APPROXIMATE, "", ""},
    {"nửa đầu tháng 6", "2024-06-01", "2024-06-15", HTX_ONCE, APPROXIMATE, "", ""},
    {"nửa cuối tháng 6", "2024-06-16", "2024-06-30", HTX_ONCE, APPROXIMATE, "", ""},
    {"10 ngày đầu tháng 6", "2024-06-01", "2024-06-10", HTX_ONCE, APPROXIMATE, "", ""},
    {"10 ngày cuối tháng 6", "2024-06-21", "2024-06-30", HTX_ONCE, APPROXIMATE, "", ""},
    {"tuần đầu tháng 6", "2024-06-01", "2024-06-07", HTX_ONCE, APPROXIMATE, "", ""},
    {"tuần cuối tháng 6", "2024-06-24", "2024-06-30", HTX_ONCE, APPROXIMATE, "", ""},
    /* weeks */
    {"tuần thứ 02 tháng 03/2024", "2024-03-04", "2024-03-10", HTX_ONCE, 0, "", ""},
    {"tuần 2 tháng 3/2024", "2024-03-04", "2024-03-10", HTX_ONCE, 0, "", ""},
    {"tuần thứ hai tháng 3", "2024-03-04", "2024-03-10", HTX_ONCE, 0, "", ""},
    {"tuần thứ nhất của tháng 4", "2024-04-01", "2024-04-07", HTX_ONCE, 0, "", ""},
    {"tuần 2, 3 tháng 3", "2024-03-04", "2024-03-17", HTX_ONCE, 0, "", ""},
    {"tuần 12/2024", "2024-03-18", "2024-03-24", HTX_ONCE, 0, "", ""},
    {"tuần thứ 12 năm 2024", "2024-03-18", "2024-03-24", HTX_ONCE, 0, "", ""},
    /* quarters */
    {"Quý I", "2024-01-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"Quí I/2024", "2024-01-01", "2024-03-31", HTX_ONCE, 0, "", ""},
    {"quý 4", "2024-10-01", "2024-12-31", HTX_ONCE, 0, "", ""},
    {"QUÝ IV NĂM 2024", "2024-10-01", "2024-12-31", HTX_ONCE, 0, "", ""},
    {"Q2/2024", "2024-04-01", "2024-06-30", HTX_ONCE, 0, "", ""},
    {"QII/2024", "2024-04-01", "2024-06-30", HTX_ONCE, 0, "", ""},
    {"Quý I, II", "2024-01-01", "2024-06-30", HTX_ONCE, 0, "", ""},
    {"Quý II-III/2024", "2024-04-01", "2024-09-30", HTX_ONCE, 0, "", ""},
    {"Quý I và quý II/2024", "2024-01-01", "2024-06-30", HTX_ONCE, 0, "", ""},
    {"đầu quý II", "2024-04-01", "2024-04-30", HTX_ONCE, APPROXIMATE, "", ""},
    {"giữa quý II", "2024-05-01", "2024-05-31", HTX_ONCE, APPROXIMATE, "", ""},
    {"cuối quý II/2024", "2024-06-01", "2024-06-30", HTX_ONCE, APPROXIMATE, "", ""},
    /* half and nine months */
    {"6 tháng đầu năm", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"6 tháng đầu năm 2024", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"06 tháng", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"nửa đầu năm", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"nửa cuối năm", "2024-07-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"6 tháng cuối năm", "2024-07-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"06 tháng cuối năm", "2024-07-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"9 tháng", YEAR_START, "2024-09-30", HTX_ONCE, 0, "", ""},
    {"9 tháng đầu năm", YEAR_START, "2024-09-30", HTX_ONCE, 0, "", ""},
    /* parts of the year */
    {"đầu năm", YEAR_START, "2024-01-31", HTX_ONCE, APPROXIMATE, "", ""},
    {"giữa năm", "2024-06-01", "2024-06-30", HTX_ONCE, APPROXIMATE, "", ""},
    {"cuối năm", "2024-12-01", YEAR_END, HTX_ONCE, APPROXIMATE, "", ""},
    {"cuối năm 2024", "2024-12-01", YEAR_END, HTX_ONCE, APPROXIMATE, "", ""},
    {"những tháng cuối năm", "2024-10-01", YEAR_END, HTX_ONCE, APPROXIMATE, "", ""},
    /* the year */
    {"Cả năm 2024", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"cả năm", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"trong năm", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"Trong năm 2024", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"năm 2024", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"2024", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    {"Cả năm 2024; cao điểm từ ngày 29/3/2024 đến 29/4/2024.", YEAR_START, YEAR_END, HTX_ONCE, 0,
     "2024-03-29", "2024-04-29"},
    {"Cả năm 2024, trong đó cao điểm từ ngày 29/3/2024 đến 29/4/2024.", YEAR_START, YEAR_END,
     HTX_ONCE, 0, "2024-03-29", "2024-04-29"},
    {"Cả năm (cao điểm là tháng 4)", YEAR_START, YEAR_END, HTX_ONCE, 0, "2024-04-01", "2024-04-30"},
    {"Thường xuyên, cao điểm vào tháng 4", YEAR_START, YEAR_END, HTX_CONTINUOUS, 0, "2024-04-01",
     "2024-04-30"},
    /* deadlines */
    {"trước ngày 15/6", "", "2024-06-14", HTX_ONCE, 0, "", ""},
    {"Hoàn thành trước ngày 15/6/2024", "", "2024-06-14", HTX_ONCE, 0, "", ""},
    {"trước tháng 6", "", "2024-05-31", HTX_ONCE, 0, "", ""},
    {"trước 15/01/2025", "", "2025-01-14", HTX_ONCE, 0, "", ""},
    {"chậm nhất ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"chậm nhất vào ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"chậm nhất là ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"chậm nhất trước ngày 31/10", "", "2024-10-30", HTX_ONCE, 0, "", ""},
    {"đến hết ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"muộn nhất ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"không quá ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"không muộn hơn 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"xong trong ngày 31/10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"hoàn thành trong tháng 10", "", "2024-10-31", HTX_ONCE, 0, "", ""},
    {"trước ngày 15/6 theo quy định", "", "2024-06-14", HTX_ONCE, 0, "", ""},
    {"trước ngày 15/12 hằng năm", "", "2024-12-14", HTX_ONCE, 0, "", ""},
    /* open ranges */
    {"từ tháng 3", "2024-03-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"bắt đầu từ 01/3", "2024-03-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"từ quý II", "2024-04-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"kể từ ngày 01/3 trở đi", "2024-03-01", YEAR_END, HTX_ONCE, 0, "", ""},
    {"sau ngày 11/4", "2024-04-12", YEAR_END, HTX_ONCE, 0, "", ""},
    {"đến tháng 6", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"hết quý II", YEAR_START, "2024-06-30", HTX_ONCE, 0, "", ""},
    {"đến hết năm", YEAR_START, YEAR_END, HTX_ONCE, 0, "", ""},
    /* recurring */
    {"hằng tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"Hàng tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"mỗi tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"định kỳ tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"Định kì hằng quý", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"hằng quý", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"hằng tuần", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"hằng năm", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"ngày 20 hằng tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"trước 25 hằng tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"định kỳ 6 tháng", YEAR_START, YEAR_END, HTX_RECURRING, 0, "", ""},
    {"hằng tháng, từ tháng 3 đến tháng 9", "2024-03-01", "2024-09-30", HTX_RECURRING, 0, "", ""},
    /* continuous */
    {"thường xuyên", YEAR_START, YEAR_END, HTX_CONTINUOUS, 0, "", ""},
    {"liên tục", YEAR_START, YEAR_END, HTX_CONTINUOUS, 0, "", ""},
    {"quanh năm", YEAR_START, YEAR_END, HTX_CONTINUOUS, 0, "", ""},
    {"Thường xuyên trong năm", YEAR_START, YEAR_END, HTX_CONTINUOUS, 0, "", ""},
    /* external */
    {"Theo lịch thời gian của Liên minh HTX Việt Nam", "", "", HTX_EXTERNAL, 0, "", ""},
    {"theo kế hoạch", "", "", HTX_EXTERNAL, 0, "", ""},
    {"theo chỉ đạo của UBND tỉnh", "", "", HTX_EXTERNAL, 0, "", ""},
    {"Theo quy định", "", "", HTX_EXTERNAL, 0, "", ""},
    {"Thực hiện theo lịch của tỉnh", "", "", HTX_EXTERNAL, 0, "", ""},
    /* on an event */
    {"sau khi được phê duyệt", "", "", HTX_EVENT, 0, "", ""},
    {"Khi có phát sinh", "", "", HTX_EVENT, 0, "", ""},
    {"đột xuất", "", "", HTX_EVENT, 0, "", ""},
    {"trong vòng 5 ngày kể từ ngày nhận hồ sơ", "", "", HTX_EVENT, 0, "", ""},
    {"trong vòng 5 ngày sau khi có quyết định", "", "", HTX_EVENT, 0, "", ""},
    /* relative; 10 April is a holiday of these tests */
    {"trong vòng 15 ngày kể từ ngày 01/3/2024", "2024-03-02", "2024-03-16", HTX_ONCE, 0, "", ""},
    {"sau 10 ngày làm việc kể từ ngày 01/3/2024", "2024-03-02", "2024-03-15", HTX_ONCE, 0, "", ""},
    {"trong vòng 3 ngày làm việc kể từ ngày 08/4", "2024-04-09", "2024-04-12", HTX_ONCE, 0, "", ""},
    /* named days */
    {"nhân dịp Ngày HTX Việt Nam 11/4", "2024-04-04", "2024-04-11", HTX_ONCE, 0, "", ""},
    {"kỷ niệm Ngày HTX Việt Nam", "2024-04-04", "2024-04-11", HTX_ONCE, 0, "", ""},
    {"Ngày Hợp tác xã Việt Nam (11/4)", "2024-04-04", "2024-04-11", HTX_ONCE, 0, "", ""},
    {"kỷ niệm 78 năm Ngày HTX Việt Nam", "2024-04-04", "2024-04-11", HTX_ONCE, 0, "", ""},
    {"nhân dịp 27/7", "2024-07-20", "2024-07-27", HTX_ONCE, 0, "", ""},
    {"kỷ niệm ngày Thương binh - Liệt sỹ", "2024-07-20", "2024-07-27", HTX_ONCE, 0, "", ""},
    {"kỷ niệm ngày Thương binh, Liệt sĩ 27/7", "2024-07-20", "2024-07-27", HTX_ONCE, 0, "", ""},
    {"kỷ niệm 13/10", "2024-10-06", "2024-10-13", HTX_ONCE, 0, "", ""},
    {"dịp Ngày Doanh nhân Việt Nam 13/10/2024", "2024-10-06", "2024-10-13", HTX_ONCE, 0, "", ""},
    /* unset */
    {"", "", "", HTX_ONCE, UNSET, "", ""},
    {"…", "", "", HTX_ONCE, UNSET, "", ""},
    {"...", "", "", HTX_ONCE, UNSET, "", ""},
    {"-", "", "", HTX_ONCE, UNSET, "", ""},
    {"–", "", "", HTX_ONCE, UNSET, "", ""},
    {"chưa xác định", "", "", HTX_ONCE, UNSET, "", ""},
    {"Thời gian: chưa xác định.", "", "", HTX_ONCE, UNSET, "", ""},
};

static const struct {
    const char *text, *says;
} refused[] = {
    {"31/4", "not in the calendar"},
    {"ngày 29/02/2023", "not in the calendar"},
    {"tháng 13", "not in the calendar"},
    {"quý V", "not in the calendar"},
    {"tuần 6 tháng 3", "not in the calendar"},
    {"từ 20/4 đến 31/4", "not in the calendar"},
    {"31/4 theo quy định", "not in the calendar"},
    {"cả năm; cao điểm từ 01/4 đến 31/4", "not in the calendar"},
    {"kỷ niệm Ngày HTX Việt Nam 12/4", "not in the calendar"},
    {"từ 30/4 đến 26/4", "ends before it begins"},
    {"30-26/4", "ends before it begins"},
    {"tháng 12 - 01/2025", "ends before it begins"},
    {"quý II, I", "ends before it begins"},
    {"tháng 4/2022", "outside"},
    {"từ 20/9/2022 đến 29/4/2023", "outside"},
    {"01/01/2025", "outside"},
    {"trước ngày 01/01/2024", "outside"},
    {"trước ngày 15/6/2034", "outside"},
    {"3-4/2024", "days or months"},
    {"3, 4/2024", "days or months"},
    {"ngày 20", "without its month"},
    {"trước ngày 25", "without its month"},
    {"sau 10 ngày làm việc", "kể từ ngày"},
    {"trong vòng 15 ngày", "kể từ ngày"},
    {"Tháng 3/2024 tại Hà Nội", "not understood"},
    {"tháng năm 2024", "not understood"},
    {"ngày … tháng … năm 2024", "not understood"},
    {"ngày … tháng 3 năm 2024", "not understood"},
    {"từ 05/3 - …", "not understood"},
    {"từ 05/3 đến ...", "not understood"},
    {"… - 05/3", "not understood"},
    {"đầu tháng", "not understood"},
    {"trước cuối tháng 6", "not understood"},
    {"3 tháng", "not understood"},
    {"3", "not understood"},
    {"5-3", "not understood"},
    {"từ tháng 3, 4", "not understood"},
    {"sớm", "not understood"},
    {"cao điểm tháng 4", "not understood"},
    {"cả năm; cao điểm", "not understood"},
    {"tháng 3 (", "not understood"},
    {"tháng 3/4", "not understood"},
};

static htx_date holidays[1];

static struct htx_when_context context_of(int year)
{
    holidays[0] = htx_date_make(2024, 4, 10);
    return (struct htx_when_context){.year = year, .holidays = holidays, .nholidays = 1};
}

/* One line that shows all of when. */
static void describe(const struct htx_when *when, char *line, size_t size)
{
    char start[11], due[11], from[11], to[11];
    snprintf(line, size, "%s..%s kind %d%s%s%s peak %s..%s", htx_date_text(when->start, start),
             htx_date_text(when->due, due), (int)when->kind,
             when->approximate ? " approximate" : "", when->tentative ? " tentative" : "",
             when->unset ? " unset" : "", htx_date_text(when->peak_start, from),
             htx_date_text(when->peak_due, to));
}

static void check_row(const struct row *row)
{
    struct htx_when_context context = context_of(2024);
    struct htx_when when;
    struct htx_err err = {0};
    char got[160], want[160];
    int failed = htx_when_parse(row->text, &context, &when, &err);
    describe(&when, got, sizeof(got));
    snprintf(want, sizeof(want), "%s..%s kind %d%s%s%s peak %s..%s", row->start, row->due,
             (int)row->kind, row->flags & APPROXIMATE ? " approximate" : "",
             row->flags & TENTATIVE ? " tentative" : "", row->flags & UNSET ? " unset" : "",
             row->peak_start, row->peak_due);
    CHECK(!failed && strcmp(got, want) == 0, "'%s' is %s (got %s %s)", row->text, want, got,
          err.text);
}

static void test_refused(void)
{
    struct htx_when_context context = context_of(2024);
    for (size_t i = 0; i < HTX_COUNT(refused); i++) {
        struct htx_when when;
        struct htx_err err = {0};
        int failed = htx_when_parse(refused[i].text, &context, &when, &err);
        CHECK(failed == HTX_EDATA && strstr(err.text, refused[i].says) && !when.start && !when.due,
              "'%s' gives no date but a message with '%s' (%s)", refused[i].text, refused[i].says,
              err.text);
    }
}

static void test_plan_bounds(void)
{
    struct htx_when_context context = context_of(2024);
    struct htx_when when;
    context.start = htx_date_make(2024, 3, 1);
    context.end = htx_date_make(2025, 2, 28);
    CHECK(!htx_when_parse("từ tháng 4", &context, &when, NULL) && when.due == context.end,
          "an open range ends with the plan");
    CHECK(!htx_when_parse("đến tháng 6", &context, &when, NULL) && when.start == context.start,
          "an open range begins with the plan");
    CHECK(!htx_when_parse("hằng tháng", &context, &when, NULL) && when.start == context.start &&
              when.due == context.end,
          "recurring work spans the plan");
    CHECK(!htx_when_parse("tháng 01/2025", &context, &when, NULL),
          "a plan that goes on into the next year may have a task there");
}

static void test_long_text(void)
{
    char text[4096] = "theo kế hoạch";
    struct htx_when_context context = context_of(2024);
    struct htx_when when;
    while (strlen(text) < sizeof(text) - 20)
        strcat(text, " của đơn vị");
    CHECK(!htx_when_parse(text, &context, &when, NULL) && when.kind == HTX_EXTERNAL,
          "a long remark is still external");
    strcpy(text, "tháng 3");
    while (strlen(text) < sizeof(text) - 20)
        strcat(text, ", 4");
    CHECK(htx_when_parse(text, &context, &when, NULL) == HTX_EDATA,
          "what is too long to be read whole gives no date");
}

int main(void)
{
    for (size_t i = 0; i < HTX_COUNT(rows); i++)
        check_row(&rows[i]);
    test_refused();
    test_plan_bounds();
    test_long_text();
    return check_end();
}
